package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "photo.jpg|photo.jpg",
        "Rechnung März.pdf|Rechnung März.pdf",
        "../../etc/passwd|passwd",
        "C:\\Windows\\System32\\a.dll|a.dll",
        "/absolute/x|x",
        ".bashrc|bashrc",
        "...x...|x",
        "a\"b<c>d:e|a_b_c_d_e",
        "100%|100_",
        "请看.png|请看.png"
      })
  void aFileIsCalledWhatItIsCalledAndNoMore(String given, String name) {
    assertThat(FileName.of(given)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "../", "/", "\\", "\r\n", "\u202E", "\0"})
  void ofWhatIsNoNameNothingIsLeft(String given) {
    assertThat(FileName.of(given)).isNull();
  }

  @Test
  void nothingTurnsTheReadingDirectionOrEndsALine() {
    assertThat(FileName.of("invoice\u202Efdp.exe")).isEqualTo("invoicefdp.exe");
    assertThat(FileName.of("a\r\nSet-Cookie: x\0b\u2028c")).isEqualTo("aSet-Cookie_ xbc");
  }

  @Property(tries = 500)
  void whateverIsGivenIsShortPlainAndStaysAsItIs(@ForAll String given) {
    String name = FileName.of(given.repeat(7));

    if (name != null) {
      assertThat(name.getBytes(UTF_8).length).isBetween(1, FileName.MOST_BYTES);
      assertThat(name).doesNotContainPattern("[/\\\\\\p{Cntrl}\"]").doesNotStartWith(".");
      assertThat(FileName.of(name)).isEqualTo(name);
    }
  }
}

package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {
  @TempDir Path folder;

  @Test
  void isTheFirstLineOfWhatIsTypedOrPiped() {
    assertThat(typed("a long passphrase\nand more\n"))
        .isEqualTo("a long passphrase".getBytes(UTF_8));
  }

  @Test
  void isTheFirstLineOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("passphrase"), "a long passphrase\n");

    assertThat(Passphrase.read(Optional.of(file), new StringReader("another passphrase")))
        .isEqualTo("a long passphrase".getBytes(UTF_8));
  }

  @Test
  void isRefusedWhereItIsShortAndIsNotShown() {
    for (String text : new String[] {"", "\n", "short", "elevenchars"}) {
      assertThatThrownBy(() -> typed(text))
          .isInstanceOf(CannotStart.class)
          .hasMessage("A passphrase has 12 to 1024 characters.");
    }
  }

  @Test
  void isRefusedWhereItsFileIsMissing() {
    assertThatThrownBy(
            () -> Passphrase.read(Optional.of(folder.resolve("none")), new StringReader("")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be read");
  }

  private static byte[] typed(String text) {
    return Passphrase.read(Optional.empty(), new StringReader(text));
  }
}

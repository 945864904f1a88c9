package io.holdfast.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {
  @Test
  void comesBackAsItWent() {
    PageCursor cursor = new PageCursor(42, List.of("entry:1", "BTC"));

    assertThat(PageCursor.decode(cursor.encoded(), 2)).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "NDI", "NDJ8YQ", "YXxifGM", "NDJ8YXwA", "NDJ8YXxifGM"})
  void refusesWhatNoPageGave(String cursor) {
    assertMalformed(cursor);
  }

  @Property
  void neverFailsOtherwise(@ForAll String text) {
    try {
      PageCursor.decode(text, 2);
    } catch (Rejection e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CURSOR_MALFORMED);
    }
  }

  private static void assertMalformed(String cursor) {
    assertThatThrownBy(() -> PageCursor.decode(cursor, 2))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CURSOR_MALFORMED));
  }
}

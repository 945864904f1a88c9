package io.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.Watch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsTest {
  private static final Scope ALICES = Scope.ownedBy("user:alice");

  @ParameterizedTest
  @EnumSource
  void everyViewIsWatchedWithinItsScopeFromTheCursorOn(ViewName view) {
    Watch watch =
        view.watch(ALICES, new StreamRequest(7L, "account:a", "deposit-request:r", "order:o"));
    assertThat(watch.scope()).isEqualTo(ALICES);
    assertThat(watch.after()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(names = "JOURNAL", mode = EnumSource.Mode.EXCLUDE)
  void withoutACursorAViewIsWatchedFromTheBeginning(ViewName view) {
    assertThat(view.watch(ALICES, StreamRequest.EVERYTHING).after()).isZero();
  }

  @Test
  void idsAreJudgedBeforeAnythingIsAsked() {
    refuses(ViewName.JOURNAL, StreamRequest.EVERYTHING, ErrorCode.MALFORMED_ID);
    refuses(ViewName.DEPOSITS, new StreamRequest(0L, null, "no id", null), ErrorCode.MALFORMED_ID);
    refuses(ViewName.RAILS, new StreamRequest(-1L, null, null, null), ErrorCode.CURSOR_MALFORMED);
  }

  private static void refuses(ViewName view, StreamRequest request, ErrorCode code) {
    assertThatThrownBy(() -> view.watch(ALICES, request))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.code()).isEqualTo(code));
  }
}

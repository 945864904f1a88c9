package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says in a test that a value must be refused, and why. */
public final class Refused {
  private Refused() {}

  public static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(call)
        .extracting(Rejection::code)
        .isEqualTo(code);
  }
}

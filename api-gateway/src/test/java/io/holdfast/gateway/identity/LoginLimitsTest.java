package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.LimitSettings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The limits of 30 and 10 a minute; what a slow test gets back meanwhile is counted in. */
class LoginLimitsTest {
  private static final int TRIES = 10_000;

  private final long begun = System.nanoTime();
  private final LoginLimits limits =
      new LoginLimits(Defaults.security(), new LimitSettings(1, 1, 100));

  @Test
  void fromOneAddressFewGetThroughHoweverManySubjectsAreTried() {
    assertThat(throughOf(i -> limits.take("192.0.2.1", "subject " + i))).isBetween(30L, atMost(30));
  }

  @Test
  void atOneSubjectFewGetThroughHoweverManyAddressesTry() {
    assertThat(throughOf(i -> limits.take("address " + i, "alice@sandbox.test")))
        .isBetween(10L, atMost(10));
  }

  @Test
  void strangersTogetherMakeTheLogKeepNoMoreThanIsSaid() {
    assertThat(throughOf(i -> limits.takeNewcomer("address " + i, "wallet " + i)))
        .isBetween(100L, atMost(100));
  }

  @Test
  void whoeverIsKnownIsNotHeldUpByStrangers() {
    throughOf(i -> limits.takeNewcomer("address " + i, "wallet " + i));

    limits.take("192.0.2.1", "alice@sandbox.test");
  }

  @Test
  void moreAddressesThanAreRememberedForgetOthersAndTakeNoMoreMemory() {
    for (int i = 0; i < 150_000; i++) {
      limits.take("address " + i, "subject " + i);
    }

    assertThat(limits.remembered()).isLessThanOrEqualTo(200_000);
  }

  @Test
  void successTakesNothing() {
    for (int i = 0; i < TRIES; i++) {
      limits.take("192.0.2.1", "alice@sandbox.test");
      limits.giveBack("192.0.2.1", "alice@sandbox.test");
    }
    IntStream.range(0, 10).forEach(_ -> limits.take("192.0.2.1", "alice@sandbox.test"));

    assertThatThrownBy(
            () ->
                IntStream.range(0, TRIES)
                    .forEach(_ -> limits.take("192.0.2.1", "alice@sandbox.test")))
        .isInstanceOfSatisfying(
            Rejection.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
  }

  private interface Try {
    void number(int number);
  }

  private static long throughOf(Try tried) {
    return IntStream.range(0, TRIES)
        .filter(
            number -> {
              try {
                tried.number(number);
                return true;
              } catch (Rejection refused) {
                assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                return false;
              }
            })
        .count();
  }

  private long atMost(int perMinute) {
    return perMinute + 1 + perMinute * (System.nanoTime() - begun) / 60_000_000_000L;
  }
}

package io.holdfast.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {
  @Test
  void afterTenSecondsAMinuteAndSixTimesTenMinutesItIsGivenUp() {
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(Retries::after).map(one -> one.orElse(null)))
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            null);
  }
}

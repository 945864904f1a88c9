package io.holdfast.gateway.webhook;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** When it is tried again: after 10 s, after a minute, then six times after ten minutes. */
final class Retries {
  private static final List<Duration> PAUSES =
      Stream.concat(
              Stream.of(Duration.ofSeconds(10), Duration.ofMinutes(1)),
              Collections.nCopies(6, Duration.ofMinutes(10)).stream())
          .toList();

  private Retries() {}

  /**
   * @param failures in a row, this one too
   * @return how long to wait; nothing where it is given up
   */
  static Optional<Duration> after(int failures) {
    return failures <= PAUSES.size() ? Optional.of(PAUSES.get(failures - 1)) : Optional.empty();
  }
}

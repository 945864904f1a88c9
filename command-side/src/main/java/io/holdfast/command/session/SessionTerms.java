package io.holdfast.command.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.session.*}: how long a person is let in.
 *
 * @param idleMinutes after which a session ends of which nothing is heard
 * @param lifetimeHours after which it ends in any case
 */
@ConfigurationProperties("holdfast.session")
public record SessionTerms(
    @DefaultValue("30") int idleMinutes, @DefaultValue("12") int lifetimeHours) {
  /** For a wallet's answer, and after it for the session's start. */
  static final Duration CHALLENGE = Duration.ofMinutes(5);

  /** Those of a session that refreshes every few minutes for a week. */
  static final int MOST_REFRESHES = 2_000;

  /**
   * @throws IllegalArgumentException out of bounds
   */
  public SessionTerms {
    require(idleMinutes >= 5 && idleMinutes <= 120, "idle-minutes: 5 to 120");
    require(lifetimeHours >= 1 && lifetimeHours <= 168, "lifetime-hours: 1 to 168");
  }

  Duration idle() {
    return Duration.ofMinutes(idleMinutes);
  }

  Duration lifetime() {
    return Duration.ofHours(lifetimeHours);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("holdfast.session." + rule);
    }
  }
}

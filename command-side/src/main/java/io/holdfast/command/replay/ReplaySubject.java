package io.holdfast.command.replay;

import org.jspecify.annotations.Nullable;

/**
 * What one replay at a time may be about.
 *
 * @param replayId of the replay that is, or null
 */
public record ReplaySubject(@Nullable String replayId) {
  static final ReplaySubject FREE = new ReplaySubject(null);
}

package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/** An administrator paused the rail: its cursor does not move, and nothing is paid out. */
@Revision("1")
public record RailPaused(String rail, String reason, String pausedBy) implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

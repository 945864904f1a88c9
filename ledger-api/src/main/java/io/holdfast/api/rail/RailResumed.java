package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/** An administrator let the rail go on; how it is doing, it says itself. */
@Revision("1")
public record RailResumed(String rail, String reason, String resumedBy) implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

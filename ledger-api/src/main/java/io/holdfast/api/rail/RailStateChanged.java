package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/** The rail's state changed; the reason is written for people. */
@Revision("1")
public record RailStateChanged(String rail, String state, String reason) implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

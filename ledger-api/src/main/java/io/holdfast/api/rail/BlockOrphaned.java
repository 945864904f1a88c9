package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/** This block lost its place; the cursor stands on the tip named here. */
@Revision("1")
public record BlockOrphaned(String rail, long height, String hash, long tipHeight, String tipHash)
    implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

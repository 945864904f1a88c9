package io.holdfast.api.rail;

import org.axonframework.serialization.Revision;

/** Everything in this block was taken in; the cursor stands on it. */
@Revision("1")
public record BlockApplied(
    String rail, long height, String hash, String parentHash, long minedAtMillis, long headHeight)
    implements RailEvent {
  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

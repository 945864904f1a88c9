package io.holdfast.api.rail;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The rail's state changed; the reason is written for people.
 *
 * @param branch hash of the other branch's first block, where a person may decide whether the rail
 *     goes over to it, or null
 */
@Revision("1")
public record RailStateChanged(
    String rail,
    String state,
    String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String branch)
    implements RailEvent {
  public RailStateChanged(String rail, String state, String reason) {
    this(rail, state, reason, null);
  }

  @Override
  public String streamId() {
    return "rail:" + rail;
  }
}

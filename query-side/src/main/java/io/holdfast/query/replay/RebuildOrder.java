package io.holdfast.query.replay;

import io.holdfast.api.replay.Projection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the read model that has not ended.
 *
 * @param projections that are exchanged
 * @param findings as JSON, once they are: only the end has still to be told
 */
public record RebuildOrder(
    String replayId, Set<Projection> projections, boolean cancelled, @Nullable String findings) {
  public RebuildOrder {
    projections = Set.copyOf(projections);
  }
}

package io.holdfast.api.transparency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some checkpoints, newest first.
 *
 * @param next where the next page begins, or null at the end
 */
public record Checkpoints(List<SignedCheckpoint> items, @Nullable Long next) {
  public Checkpoints {
    items = List.copyOf(items);
  }
}

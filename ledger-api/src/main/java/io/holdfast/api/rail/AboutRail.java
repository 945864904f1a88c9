package io.holdfast.api.rail;

import io.holdfast.api.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command that is about a rail. The events that come of it name the rail in their metadata
 * ({@code MetaKeys.RAIL}), whoever sent it: a door need not think of it.
 */
public interface AboutRail extends Command {
  /** Null where it is about no rail after all. */
  @Nullable String rail();
}

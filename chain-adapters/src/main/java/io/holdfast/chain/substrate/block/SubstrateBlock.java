package io.holdfast.chain.substrate.block;

import io.holdfast.chain.substrate.runtime.BlockEvents;
import io.holdfast.chain.substrate.runtime.Event;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A block as it was read by the runtime that ran it. */
public record SubstrateBlock(
    long height, String hash, long minedAtMillis, List<Included> extrinsics, BlockEvents events) {
  /**
   * An extrinsic in its place.
   *
   * @param content null where it is of a kind that we do not read
   */
  public record Included(String hash, @Nullable Extrinsic content) {}

  /** What happened in one extrinsic. */
  public Stream<Event> eventsOf(int extrinsic) {
    return events.events().stream().filter(event -> Objects.equals(event.extrinsic(), extrinsic));
  }
}

package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.scale.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a block.
 *
 * @param index its place among the block's events
 * @param extrinsic the place of the extrinsic it happened in; null where the chain itself did it,
 *     before the first extrinsic or after the last
 * @param topics what the chain indexes it by, each a hash in hexadecimal
 */
public record Event(
    int index,
    @Nullable Integer extrinsic,
    String pallet,
    String name,
    Value fields,
    List<String> topics) {
  public Event {
    topics = List.copyOf(topics);
  }

  public boolean is(String pallet, String name) {
    return this.pallet.equals(pallet) && this.name.equals(name);
  }
}

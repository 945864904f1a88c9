package io.holdfast.chain.reconcile;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.rpc.NodeFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks one node after the other, until one tells what is ours at the block. Thread-safe. */
public final class AnyNode implements Holdings {
  private final List<Holdings> nodes;

  public AnyNode(List<? extends Holdings> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  @Override
  public Optional<List<Holding>> at(BlockRef block) {
    NodeFailure failure = null;
    for (Holdings node : nodes) {
      try {
        Optional<List<Holding>> told = node.at(block);
        if (told.isPresent()) {
          return told;
        }
      } catch (NodeFailure e) {
        failure = e;
      }
    }
    return nothing(failure);
  }

  /** A node that stands on another block answered: that one may come to ours. */
  private static Optional<List<Holding>> nothing(@Nullable NodeFailure failure) {
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }
}

package io.holdfast.chain.endpoint;

import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain of which only that counts which so many of several nodes say alike. Nodes that do not
 * answer, or are of another network, have no voice.
 *
 * @param <B> the content of a block
 */
public final class AgreeingSource<B> implements ChainSource<B> {
  private final List<ChainSource<B>> sources;
  private final int agreement;

  /**
   * @param agreement how many must agree; more than half of them, or two that lie alike could
   *     outvote the others in turn
   */
  public AgreeingSource(List<ChainSource<B>> sources, int agreement) {
    if (agreement > sources.size() || 2 * agreement <= sources.size()) {
      throw new IllegalArgumentException(
          "agreement must be more than half of the endpoints, and no more than there are");
    }
    this.sources = List.copyOf(sources);
    this.agreement = agreement;
  }

  @Override
  public ChainNode<B> look() {
    List<ChainNode<B>> voices = new ArrayList<>();
    NodeFailure failure = null;
    for (ChainSource<B> source : sources) {
      try {
        ChainNode<B> node = source.look();
        if (node.refusal().isEmpty()) {
          voices.add(node);
        }
      } catch (NodeFailure e) {
        failure = e;
      }
    }
    if (voices.size() >= agreement) {
      return new AgreeingNode<>(voices, agreement);
    }
    String message =
        voices.size() + " of " + sources.size() + " endpoints answer, " + agreement + " must agree";
    throw failure == null ? new NodeUnreachable(message) : new NodeUnreachable(message, failure);
  }
}

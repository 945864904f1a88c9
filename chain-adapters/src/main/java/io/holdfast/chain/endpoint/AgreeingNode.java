package io.holdfast.chain.endpoint;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What several nodes say alike. A node that fails in the middle has no voice in that question. */
final class AgreeingNode<B> implements ChainNode<B> {
  private static final Logger LOG = LoggerFactory.getLogger(AgreeingNode.class);

  private final List<ChainNode<B>> voices;
  private final int agreement;

  AgreeingNode(List<ChainNode<B>> voices, int agreement) {
    this.voices = voices;
    this.agreement = agreement;
  }

  @Override
  public String genesis() {
    return agreed(node -> Optional.of(node.genesis()))
        .orElseThrow(() -> new NodeAnsweredRubbish("the nodes do not agree on the first block"));
  }

  /** So high that enough of them have reached it. */
  @Override
  public long headHeight() {
    return reached(voices.stream().map(ChainNode::headHeight).toList());
  }

  /** Where enough of them say what is final. */
  @Override
  public OptionalLong finalizedHeight() {
    List<Long> said =
        voices.stream().flatMap(node -> node.finalizedHeight().stream().boxed()).toList();
    return said.size() < agreement ? OptionalLong.empty() : OptionalLong.of(reached(said));
  }

  /** A block is taken from whoever has it. */
  @Override
  public long keptFrom() {
    return voices.stream().mapToLong(ChainNode::keptFrom).min().orElse(0);
  }

  private long reached(List<Long> heights) {
    List<Long> highestFirst = new ArrayList<>(heights);
    highestFirst.sort(Collections.reverseOrder());
    return highestFirst.get(agreement - 1);
  }

  @Override
  public Optional<Header> at(long height) {
    return agreed(node -> node.at(height));
  }

  /** From the first of them that has it; its header was agreed on before. */
  @Override
  public B block(Header header) {
    NodeFailure failure = null;
    for (ChainNode<B> node : voices) {
      try {
        return node.block(header);
      } catch (NodeFailure e) {
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new NodeAnsweredRubbish("nobody has the block") : failure;
  }

  @Override
  public boolean isLoading() {
    return voices.stream().filter(Predicate.not(ChainNode::isLoading)).count() < agreement;
  }

  private <T> Optional<T> agreed(Function<ChainNode<B>, Optional<T>> question) {
    Map<T, Long> votes =
        voices.stream()
            .flatMap(node -> answer(node, question).stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() >= agreement)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static <B, T> Optional<T> answer(
      ChainNode<B> node, Function<ChainNode<B>, Optional<T>> question) {
    try {
      return question.apply(node);
    } catch (NodeFailure e) {
      LOG.info("a node has no voice: {}", e.getMessage());
      return Optional.empty();
    }
  }
}

package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.stellar.xdr.ScVal;
import java.util.List;

/**
 * Lets the events of these contracts through whose topics fit one of these patterns. The node
 * allows five of each.
 */
public record EventFilter(List<String> contracts, List<List<Topic>> topics) {
  static final int MOST = 5;

  public EventFilter {
    contracts = List.copyOf(contracts);
    topics = List.copyOf(topics);
    if (contracts.isEmpty() || contracts.size() > MOST || topics.size() > MOST) {
      throw new IllegalArgumentException("a filter has 1 to 5 contracts and at most 5 patterns");
    }
  }

  /** One place of a pattern. */
  public sealed interface Topic {
    record Exactly(ScVal value) implements Topic {}

    record Anything() implements Topic {}

    /** Only last: whatever comes, or nothing. */
    record TheRest() implements Topic {}

    default String wire() {
      return switch (this) {
        case Exactly(var value) -> value.encoded().base64();
        case Anything() -> "*";
        case TheRest() -> "**";
      };
    }
  }
}

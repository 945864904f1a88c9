package io.holdfast.chain.stellar.block;

import io.holdfast.chain.stellar.Token;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.rpc.EventFilter;
import io.holdfast.chain.stellar.rpc.EventFilter.Topic;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events a node is asked for: what our account got and gave, what it paid in fees, and
 * whatever the contracts say that are watched.
 */
final class EventFilters {
  private static final int CONTRACTS_IN_FILTER = 5;
  private static final Topic ANYTHING = new Topic.Anything();
  private static final Topic THE_REST = new Topic.TheRest();

  private EventFilters() {}

  static List<EventFilter> concerning(
      Tokens tokens, List<ScAddress.Contract> watched, ScAddress.Account custody) {
    Topic us = new Topic.Exactly(new ScVal.Address(custody));
    List<List<Topic>> moves =
        List.of(
            List.of(symbol("transfer"), ANYTHING, us, THE_REST),
            List.of(symbol("mint"), us, THE_REST),
            List.of(symbol("mint"), ANYTHING, us, THE_REST),
            List.of(symbol("transfer"), us, THE_REST),
            List.of(symbol("burn"), us, THE_REST));
    List<String> contracts = tokens.all().stream().map(Token::address).toList();
    List<EventFilter> filters = new ArrayList<>();
    for (int from = 0; from < contracts.size(); from += CONTRACTS_IN_FILTER) {
      int to = Math.min(contracts.size(), from + CONTRACTS_IN_FILTER);
      filters.add(new EventFilter(contracts.subList(from, to), moves));
    }
    filters.add(fees(tokens, us));
    if (!watched.isEmpty()) {
      filters.add(new EventFilter(watched.stream().map(StrKey::encode).toList(), List.of()));
    }
    return List.copyOf(filters);
  }

  /** Every transaction pays a fee, and says so: whatever anybody did leaves one of these. */
  static EventFilter anyFee(Tokens tokens) {
    return fees(tokens, ANYTHING);
  }

  private static EventFilter fees(Tokens tokens, Topic payer) {
    return new EventFilter(
        List.of(tokens.lumensAddress()), List.of(List.of(symbol("fee"), payer, THE_REST)));
  }

  private static Topic symbol(String name) {
    return new Topic.Exactly(new ScVal.Symbol(name));
  }
}

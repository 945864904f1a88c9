package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.sandbox.Closed.Placed;
import io.holdfast.chain.stellar.xdr.ScVal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which events are asked for: by contract and by the places of their topics. */
record EventQuestion(List<Filter> filters) {
  private static final int MOST = 5;
  private static final String ONE = "*";
  private static final String REST = "**";

  record Filter(List<String> contracts, List<List<String>> topics) {
    boolean lets(Happened event) {
      return (contracts.isEmpty() || contracts.contains(event.contract()))
          && (topics.isEmpty() || topics.stream().anyMatch(pattern -> fits(pattern, event)));
    }
  }

  static EventQuestion read(JsonNode filters) {
    List<Filter> read = new ArrayList<>();
    for (JsonNode filter : limited(filters, "filters")) {
      read.add(
          new Filter(
              texts(limited(filter.path("contractIds"), "contractIds")),
              limited(filter.path("topics"), "topics").stream()
                  .map(EventQuestion::pattern)
                  .toList()));
    }
    return new EventQuestion(List.copyOf(read));
  }

  boolean lets(Placed placed) {
    return filters.isEmpty() || filters.stream().anyMatch(filter -> filter.lets(placed.event()));
  }

  private static List<String> pattern(JsonNode segments) {
    List<String> pattern = texts(segments.valueStream().toList());
    int open = pattern.indexOf(REST);
    int counted = pattern.contains(REST) ? pattern.size() - 1 : pattern.size();
    if (counted < 1 || counted > 4 || (open >= 0 && open != pattern.size() - 1)) {
      throw RpcRefusal.invalid("filter 1 invalid: topic invalid: wrong number of segments");
    }
    return pattern;
  }

  private static boolean fits(List<String> pattern, Happened event) {
    boolean open = pattern.getLast().equals(REST);
    int fixed = open ? pattern.size() - 1 : pattern.size();
    List<ScVal> topics = event.topics();
    if (topics.size() < fixed || (!open && topics.size() != fixed)) {
      return false;
    }
    for (int i = 0; i < fixed; i++) {
      String segment = pattern.get(i);
      if (!segment.equals(ONE) && !segment.equals(topics.get(i).encoded().base64())) {
        return false;
      }
    }
    return true;
  }

  private static List<JsonNode> limited(JsonNode list, String name) {
    if (list.size() > MOST) {
      throw RpcRefusal.invalid("maximum " + MOST + " " + name + " per request");
    }
    return list.valueStream().toList();
  }

  private static List<String> texts(List<JsonNode> nodes) {
    return nodes.stream().map(JsonNode::asString).toList();
  }
}

package io.holdfast.chain.sandbox;

import io.holdfast.chain.bitcoin.rpc.OutPoint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitcoinj.core.TransactionInput;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that wait, each after those it depends on. Decides nothing: what may come in is
 * for {@link Acceptance} to say.
 */
final class Mempool {
  private final Map<String, Waiting> byTxid = new LinkedHashMap<>();
  private final Map<OutPoint, String> spenders = new HashMap<>();

  int size() {
    return byTxid.size();
  }

  boolean contains(String txid) {
    return byTxid.containsKey(txid);
  }

  @Nullable Waiting get(String txid) {
    return byTxid.get(txid);
  }

  Collection<Waiting> all() {
    return Collections.unmodifiableCollection(byTxid.values());
  }

  /** The waiting transaction that spends this output, or null. */
  @Nullable String spenderOf(OutPoint outPoint) {
    return spenders.get(outPoint);
  }

  void add(Waiting waiting) {
    byTxid.put(waiting.txid(), waiting);
    for (TransactionInput input : waiting.transaction().getInputs()) {
      spenders.put(Outputs.spentBy(input), waiting.txid());
    }
  }

  void remove(String txid) {
    Waiting removed = byTxid.remove(txid);
    if (removed != null) {
      removed.transaction().getInputs().forEach(input -> spenders.remove(Outputs.spentBy(input)));
    }
  }

  /** Empties it and gives what was in it, in order. */
  List<Waiting> drain() {
    List<Waiting> all = List.copyOf(byTxid.values());
    byTxid.clear();
    spenders.clear();
    return all;
  }

  long feesOf(Set<String> txids) {
    return byTxid.values().stream()
        .filter(each -> txids.contains(each.txid()))
        .mapToLong(Waiting::feeSats)
        .sum();
  }

  /** These transactions and all that wait for them, directly or not. */
  Set<String> withDescendants(Collection<String> txids) {
    Set<String> found = new LinkedHashSet<>(txids);
    for (Waiting waiting : byTxid.values()) {
      if (!Collections.disjoint(waiting.dependsOn(), found)) {
        found.add(waiting.txid());
      }
    }
    return found;
  }

  /** All waiting transactions that those depend on, and those themselves. */
  Set<String> withAncestors(Collection<String> txids) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(txids);
    while (!open.isEmpty()) {
      String txid = open.pop();
      Waiting waiting = byTxid.get(txid);
      if (waiting != null && found.add(txid)) {
        open.addAll(waiting.dependsOn());
      }
    }
    return found;
  }
}

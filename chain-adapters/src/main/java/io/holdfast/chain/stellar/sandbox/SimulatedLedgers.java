package io.holdfast.chain.stellar.sandbox;

import static io.holdfast.chain.stellar.sandbox.Genesis.NETWORK;

import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.XdrWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chain of closed ledgers and what waits for the next. The same transactions at the same times
 * give the same hashes. Used by one thread.
 */
final class SimulatedLedgers {
  private static final long PROTOCOL = 23;
  private static final long TOTAL_COINS = 500_000_000_000_000_000L;
  private static final long BASE_RESERVE = 5_000_000;
  private static final Octets NO_HASH = Octets.of(new byte[ScAddress.HASH_BYTES]);
  private static final long AFTER_ALL = (1L << 32) - 1;
  private static final int MOST_WAITING = 1_000;

  private final LedgerState state;
  private final List<Closed> closed = new ArrayList<>();
  private final Map<Octets, Envelope> waiting = new LinkedHashMap<>();

  SimulatedLedgers(Genesis genesis) {
    this.state = new LedgerState(genesis);
  }

  LedgerState state() {
    return state;
  }

  long latest() {
    return closed.size();
  }

  long closeTimeSeconds() {
    return closed.isEmpty() ? 0 : closed.getLast().header().closeTimeSeconds();
  }

  Optional<Closed> at(long sequence) {
    return sequence < Genesis.FIRST_SEQUENCE || sequence > closed.size()
        ? Optional.empty()
        : Optional.of(closed.get((int) (sequence - Genesis.FIRST_SEQUENCE)));
  }

  List<Envelope> waiting() {
    return List.copyOf(waiting.values());
  }

  /** What the network says to a transaction that it is handed. */
  sealed interface Verdict {
    record Pending() implements Verdict {}

    record Duplicate() implements Verdict {}

    record TryAgainLater() implements Verdict {}

    record Refused(int code) implements Verdict {}
  }

  Verdict submit(Envelope envelope, long nowSeconds) {
    Octets hash = NETWORK.hash(envelope.transaction());
    if (waiting.containsKey(hash)) {
      return new Verdict.Duplicate();
    }
    int code = state.validity(envelope, Math.max(nowSeconds, closeTimeSeconds()));
    if (code != 0) {
      return new Verdict.Refused(code);
    }
    ScAddress source = LedgerState.sourceOf(envelope.transaction());
    boolean another =
        waiting.values().stream()
            .anyMatch(other -> LedgerState.sourceOf(other.transaction()).equals(source));
    if (another || waiting.size() >= MOST_WAITING) {
      return new Verdict.TryAgainLater();
    }
    waiting.put(hash, envelope);
    return new Verdict.Pending();
  }

  /** What waits is taken in, and what has become invalid meanwhile is forgotten. */
  Closed close(long nowSeconds) {
    List<Envelope> taken = waiting();
    waiting.clear();
    return close(taken, Math.max(nowSeconds, closeTimeSeconds() + 1));
  }

  /** Closes a ledger with exactly these, as it was closed before. */
  Closed close(List<Envelope> envelopes, long closeTimeSeconds) {
    List<Applied> applied = new ArrayList<>();
    for (Envelope envelope : envelopes) {
      if (state.validity(envelope, closeTimeSeconds) == 0) {
        applied.add(state.apply(envelope));
      }
    }
    Octets header = header(applied, closeTimeSeconds);
    Octets hash = Octets.sha256(header);
    Octets entry =
        XdrWriter.write(
            to -> {
              to.fixed(hash);
              to.raw(header);
              to.int32(0);
            });
    Closed ledger =
        new Closed(
            LedgerHeader.decodeHistoryEntry(entry), entry, List.copyOf(applied), events(applied));
    closed.add(ledger);
    return ledger;
  }

  /** The fees come before all transactions, what is given back after them (CAP-67). */
  private List<Closed.Placed> events(List<Applied> applied) {
    List<Closed.Placed> events = new ArrayList<>();
    long ledger = (latest() + 1) << 32;
    int place = 0;
    for (Applied each : applied) {
      events.add(placed(ledger, place++, each, each.charged()));
    }
    for (int order = 0; order < applied.size(); order++) {
      Applied each = applied.get(order);
      place = 0;
      for (Happened event : each.events()) {
        events.add(placed(ledger | ((order + 1L) << 12), place++, each, event));
      }
    }
    place = 0;
    for (Applied each : applied) {
      for (Happened event : each.refunded()) {
        events.add(placed(ledger | AFTER_ALL, place++, each, event));
      }
    }
    return List.copyOf(events);
  }

  private static Closed.Placed placed(long history, int place, Applied by, Happened event) {
    return new Closed.Placed(
        "%019d-%010d".formatted(history, place), by.hash(), by.succeeded(), event);
  }

  private Octets header(List<Applied> applied, long closeTimeSeconds) {
    Octets previous = closed.isEmpty() ? NO_HASH : closed.getLast().header().hash();
    Octets transactions = Octets.sha256(applied.stream().map(Applied::hash).toArray(Octets[]::new));
    Octets results = Octets.sha256(applied.stream().map(Applied::result).toArray(Octets[]::new));
    return XdrWriter.write(
        to -> {
          to.uint32(PROTOCOL);
          to.fixed(previous);
          to.fixed(transactions);
          to.int64(closeTimeSeconds);
          to.int32(0);
          to.int32(0);
          to.fixed(results);
          to.fixed(NO_HASH);
          to.uint32(latest() + 1);
          to.int64(TOTAL_COINS);
          to.int64(0);
          to.uint32(0);
          to.int64(0);
          to.uint32(LedgerState.BASE_FEE);
          to.uint32(BASE_RESERVE);
          to.uint32(MOST_WAITING);
          for (int i = 0; i < 4; i++) {
            to.fixed(NO_HASH);
          }
          to.int32(0);
        });
  }
}

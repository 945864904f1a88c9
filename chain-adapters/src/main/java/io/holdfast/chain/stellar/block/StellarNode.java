package io.holdfast.chain.stellar.block;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.rpc.EventFilter;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.TransactionStatus;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;
import io.holdfast.chain.transfer.SentTransaction;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Stellar node's ledgers with the range that it had a moment ago. Closed ledgers never change, so
 * they and their events are read some at a time and kept for the turn. Thread-safe.
 */
public final class StellarNode implements ChainNode<LedgerContent> {
  /** Read ahead at once: the headers of so many ledgers come with all that is in them. */
  private static final int WINDOW = 20;

  private static final String NO_PARENT = "";

  /**
   * How a rail looks at its node.
   *
   * @param watched contracts whose events are all kept; at most five
   * @param classicEvents one for the life of the program
   */
  public record View(
      StellarRpc rpc,
      Network network,
      Tokens tokens,
      List<ScAddress.Contract> watched,
      ScAddress.Account custody,
      ClassicEvents classicEvents) {
    public StellarNode look() {
      return new StellarNode(this, rpc.kept(), rpc.passphrase());
    }
  }

  private final View view;
  private final StellarRpc.Kept kept;
  private final String passphrase;
  private final Map<Long, LedgerHeader> ledgers = new HashMap<>();
  private final Map<Long, List<ContractEvent>> events = new HashMap<>();
  private long eventsRead;

  private StellarNode(View view, StellarRpc.Kept kept, String passphrase) {
    this.view = view;
    this.kept = kept;
    this.passphrase = passphrase;
  }

  /** The network's id stands for its first ledger, which no node keeps. */
  @Override
  public String genesis() {
    return new Network(passphrase).id().hex();
  }

  @Override
  public long headHeight() {
    return kept.latest();
  }

  @Override
  public Optional<String> refusal() {
    if (!passphrase.equals(view.network().passphrase())) {
      return Optional.of("the node is on another Stellar network than this rail is set to");
    }
    return Optional.empty();
  }

  @Override
  public long keptFrom() {
    return kept.oldest();
  }

  @Override
  public synchronized Optional<Header> at(long height) {
    if (height > kept.latest() || height < kept.oldest() - 1) {
      return Optional.empty();
    }
    if (height == kept.oldest() - 1) {
      return ledger(kept.oldest())
          .map(next -> new Header(height, next.previousHash().hex(), NO_PARENT));
    }
    return ledger(height).map(StellarNode::header);
  }

  private Optional<LedgerHeader> ledger(long sequence) {
    if (!ledgers.containsKey(sequence)) {
      view.rpc()
          .ledgers(sequence, (int) Math.min(WINDOW, kept.latest() - sequence + 1))
          .forEach(ledger -> ledgers.put(ledger.sequence(), ledger));
    }
    return Optional.ofNullable(ledgers.get(sequence));
  }

  private static Header header(LedgerHeader ledger) {
    return new Header(ledger.sequence(), ledger.hash().hex(), ledger.previousHash().hex());
  }

  @Override
  public synchronized LedgerContent block(Header header) {
    LedgerHeader ledger =
        ledger(header.height())
            .filter(read -> header(read).equals(header))
            .orElseThrow(() -> new NodeAnsweredRubbish("a ledger that is not the one asked for"));
    EventFilter anyFee = EventFilters.anyFee(view.tokens());
    view.classicEvents().require(view.rpc(), ledger.sequence(), anyFee);
    List<ContractEvent> read = events(ledger.sequence());
    return new LedgerContent(
        ledger,
        read.stream().filter(event -> !isFee(event) && isKept(event)).toList(),
        read.stream()
            .filter(this::isFee)
            .map(ContractEvent::transaction)
            .distinct()
            .flatMap(transaction -> sent(transaction, ledger.sequence(), moved(transaction, read)))
            .toList());
  }

  /** What we gave is of no concern by itself, but where all is kept that a contract says. */
  private boolean isKept(ContractEvent event) {
    return outgoing(event).isEmpty()
        || view.watched().stream().map(StrKey::encode).anyMatch(event.contract()::equals);
  }

  /** What a transaction moved out of our account, by the ledger's assets. */
  private Map<String, BigInteger> moved(String transaction, List<ContractEvent> events) {
    Map<String, BigInteger> moved = new HashMap<>();
    events.stream()
        .filter(event -> event.transaction().equals(transaction))
        .flatMap(event -> outgoing(event).stream())
        .forEach(each -> moved.merge(each.asset(), each.amount(), BigInteger::add));
    return moved;
  }

  /** What cannot be read moves nothing that we could name. */
  private Optional<TokenEvent.Outgoing> outgoing(ContractEvent event) {
    try {
      return view.tokens()
          .ofContract(event.contract())
          .flatMap(token -> TokenEvent.outgoing(event, token, view.custody()));
    } catch (XdrException e) {
      return Optional.empty();
    }
  }

  private List<ContractEvent> events(long sequence) {
    if (sequence > eventsRead || !events.containsKey(sequence)) {
      long to = Math.min(kept.latest(), sequence + WINDOW - 1);
      List<EventFilter> filters =
          EventFilters.concerning(view.tokens(), view.watched(), view.custody());
      for (long each = sequence; each <= to; each++) {
        events.put(each, List.of());
      }
      view.rpc().events(sequence, to, filters).stream()
          .collect(groupingBy(ContractEvent::sequence))
          .forEach(events::put);
      eventsRead = to;
    }
    return Objects.requireNonNull(events.get(sequence));
  }

  private boolean isFee(ContractEvent event) {
    try {
      return event.contract().equals(view.tokens().lumensAddress())
          && TokenEvent.name(event).equals("fee");
    } catch (XdrException e) {
      return false;
    }
  }

  /** What became of it, unless our account only paid the fee of somebody else's transaction. */
  private Stream<SentTransaction> sent(
      String transaction, long sequence, Map<String, BigInteger> moved) {
    return switch (view.rpc().transaction(Octets.ofHex(transaction))) {
      case TransactionStatus.Succeeded done when done.sequence() == sequence ->
          sent(transaction, done.envelope(), true, done.result().feeStroops(), moved);
      case TransactionStatus.Failed failed when failed.sequence() == sequence ->
          sent(transaction, failed.envelope(), false, failed.result().feeStroops(), Map.of());
      default -> throw new NodeAnsweredRubbish("a fee of a transaction that is not in the ledger");
    };
  }

  private Stream<SentTransaction> sent(
      String transaction,
      Octets envelope,
      boolean succeeded,
      long feeStroops,
      Map<String, BigInteger> moved) {
    Envelope.Numbered numbered = numbered(envelope);
    return view.custody().equals(accountOf(numbered.source()))
        ? Stream.of(
            new SentTransaction(
                transaction, numbered.sequence(), succeeded, BigInteger.valueOf(feeStroops), moved))
        : Stream.empty();
  }

  private static Envelope.Numbered numbered(Octets envelope) {
    try {
      return Envelope.numberOf(envelope);
    } catch (XdrException e) {
      throw new NodeAnsweredRubbish("a transaction that is no envelope", e);
    }
  }

  private static ScAddress accountOf(ScAddress source) {
    return source instanceof ScAddress.Muxed(Octets key, _) ? new ScAddress.Account(key) : source;
  }
}

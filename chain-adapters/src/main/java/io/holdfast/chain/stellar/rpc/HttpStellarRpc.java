package io.holdfast.chain.stellar.rpc;

import io.holdfast.chain.rpc.JsonRpcClient;
import io.holdfast.chain.rpc.JsonRpcVersion;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TransactionResult;
import io.holdfast.chain.stellar.xdr.TrustLine;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@link StellarRpc} that asks one node over HTTP. Thread-safe. */
public final class HttpStellarRpc implements StellarRpc {
  private static final int EVENTS_IN_PAGE = 1_000;
  private static final int MOST_PAGES = 200;
  private static final int LONGEST_REASON = 200;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final JsonRpcClient node;

  public HttpStellarRpc(NodeEndpoint endpoint) {
    this.node = new JsonRpcClient(endpoint, JsonRpcVersion.V2);
  }

  @Override
  public Kept kept() {
    Wire.Health health = ask(Wire.Health.class, "getHealth", Map.of());
    if (health.oldestLedger() < 1 || health.oldestLedger() > health.latestLedger()) {
      throw new NodeAnsweredRubbish("a node without ledgers");
    }
    return new Kept(health.oldestLedger(), health.latestLedger());
  }

  @Override
  public String passphrase() {
    return present(ask(Wire.NetworkConfig.class, "getNetwork", Map.of()).passphrase());
  }

  @Override
  public List<LedgerHeader> ledgers(long fromSequence, int most) {
    Wire.Ledgers page =
        ask(
            Wire.Ledgers.class,
            "getLedgers",
            Map.of("startLedger", fromSequence, "pagination", Map.of("limit", most)));
    List<LedgerHeader> headers = new ArrayList<>();
    for (Wire.Ledger ledger : present(page.ledgers())) {
      LedgerHeader header =
          decoded(() -> LedgerHeader.decodeHistoryEntry(base64(ledger.headerXdr())));
      if (header.sequence() != fromSequence + headers.size()
          || header.sequence() != ledger.sequence()
          || !header.hash().hex().equals(ledger.hash())) {
        throw new NodeAnsweredRubbish("a ledger that is not the one asked for");
      }
      headers.add(header);
    }
    return headers.subList(0, Math.min(most, headers.size()));
  }

  @Override
  public List<ContractEvent> events(long fromSequence, long toSequence, List<EventFilter> filters) {
    SortedMap<EventId, ContractEvent> events = new TreeMap<>();
    String cursor = null;
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Wire.Events page = page(fromSequence, toSequence, filters, cursor);
      requireKept(page, fromSequence, toSequence);
      List<Wire.Event> read = present(page.events());
      boolean beyond = false;
      for (Wire.Event each : read) {
        ContractEvent event = event(each);
        beyond |= event.sequence() > toSequence;
        if (event.sequence() >= fromSequence && event.sequence() <= toSequence) {
          events.put(event.id(), event);
        }
      }
      if (beyond || read.size() < EVENTS_IN_PAGE) {
        return List.copyOf(events.values());
      }
      String next = page.cursor() == null ? read.getLast().id() : page.cursor();
      if (next == null || next.equals(cursor)) {
        throw new NodeAnsweredRubbish("pages of events that do not go on");
      }
      cursor = next;
    }
    throw new NodeAnsweredRubbish("more events than " + MOST_PAGES + " pages hold");
  }

  private Wire.Events page(long from, long to, List<EventFilter> filters, @Nullable String cursor) {
    Map<String, Object> params = new LinkedHashMap<>();
    Map<String, Object> pagination = new LinkedHashMap<>();
    pagination.put("limit", EVENTS_IN_PAGE);
    if (cursor == null) {
      params.put("startLedger", from);
      params.put("endLedger", to + 1);
    } else {
      pagination.put("cursor", cursor);
    }
    params.put("filters", filters.stream().map(HttpStellarRpc::wire).toList());
    params.put("pagination", pagination);
    return ask(Wire.Events.class, "getEvents", params);
  }

  private static Map<String, Object> wire(EventFilter filter) {
    List<List<String>> topics =
        filter.topics().stream()
            .map(pattern -> pattern.stream().map(EventFilter.Topic::wire).toList())
            .toList();
    return Map.of("type", "contract", "contractIds", filter.contracts(), "topics", topics);
  }

  /** Part of a range reads like the whole of it: so the node must say that it has all. */
  private static void requireKept(Wire.Events page, long from, long to) {
    boolean oldEnough = page.oldestLedger() == null || page.oldestLedger() <= from;
    if (page.latestLedger() < to || !oldEnough) {
      throw new NodeAnsweredRubbish("events of ledgers that the node does not keep");
    }
  }

  private static ContractEvent event(Wire.Event event) {
    EventId id = eventId(present(event.id()));
    if (id.sequence() != event.ledger()) {
      throw new NodeAnsweredRubbish("an event with the id of another ledger");
    }
    return new ContractEvent(
        id,
        event.ledger(),
        present(event.contractId()),
        present(event.topic()).stream().map(HttpStellarRpc::base64).toList(),
        base64(event.value()),
        hash(event.txHash()));
  }

  private static EventId eventId(String text) {
    try {
      return new EventId(text);
    } catch (IllegalArgumentException e) {
      throw new NodeAnsweredRubbish("an event without a proper id", e);
    }
  }

  @Override
  public boolean hasTransactions(long sequence) {
    Wire.Transactions page =
        ask(
            Wire.Transactions.class,
            "getTransactions",
            Map.of("startLedger", sequence, "pagination", Map.of("limit", 1)));
    return present(page.transactions()).stream().anyMatch(tx -> tx.ledger() == sequence);
  }

  @Override
  public TransactionStatus transaction(Octets hash) {
    Wire.Tx answer = ask(Wire.Tx.class, "getTransaction", Map.of("hash", hash.hex()));
    return switch (present(answer.status())) {
      case "NOT_FOUND" -> new TransactionStatus.NotFound();
      case "SUCCESS" ->
          new TransactionStatus.Succeeded(
              present(answer.ledger()), result(answer.resultXdr()), base64(answer.envelopeXdr()));
      case "FAILED" ->
          new TransactionStatus.Failed(
              present(answer.ledger()), result(answer.resultXdr()), base64(answer.envelopeXdr()));
      default -> throw new NodeAnsweredRubbish("a transaction in an unknown state");
    };
  }

  @Override
  public Simulation simulate(Octets envelope) {
    Wire.Simulated answer =
        ask(Wire.Simulated.class, "simulateTransaction", Map.of("transaction", envelope.base64()));
    if (answer.error() != null) {
      return new Simulation.Failure(firstLine(answer.error()));
    }
    if (answer.restorePreamble() != null) {
      return new Simulation.NeedsRestoring();
    }
    List<Wire.Invoked> results = present(answer.results());
    if (results.size() != 1) {
      throw new NodeAnsweredRubbish(results.size() + " results of one call");
    }
    Wire.Invoked invoked = results.getFirst();
    return new Simulation.Success(
        base64(answer.transactionData()),
        stroops(present(answer.minResourceFee())),
        Objects.requireNonNullElse(invoked.auth(), List.<String>of()).stream()
            .map(HttpStellarRpc::base64)
            .toList(),
        base64(invoked.xdr()),
        answer.latestLedger());
  }

  @Override
  public Submission send(Octets envelope) {
    decoded(() -> Envelope.decode(envelope));
    Wire.Sent answer =
        ask(Wire.Sent.class, "sendTransaction", Map.of("transaction", envelope.base64()));
    return switch (present(answer.status())) {
      case "PENDING", "DUPLICATE" -> new Submission.Pending();
      case "TRY_AGAIN_LATER" -> new Submission.TryAgainLater();
      case "ERROR" -> new Submission.Refused(result(answer.errorResultXdr()));
      default -> throw new NodeAnsweredRubbish("an unknown answer to a transaction");
    };
  }

  @Override
  public Optional<AccountEntry> account(ScAddress.Account account) {
    Optional<AccountEntry> entry = entry(AccountEntry.key(account), AccountEntry::decode);
    if (entry.filter(found -> !found.account().equals(account)).isPresent()) {
      throw new NodeAnsweredRubbish("an account that is not the one asked for");
    }
    return entry;
  }

  @Override
  public Optional<TrustLine> trustLine(ScAddress.Account account, ClassicAsset.Issued asset) {
    Optional<TrustLine> line = entry(TrustLine.key(account, asset), TrustLine::decode);
    if (line.filter(found -> !found.account().equals(account) || !found.asset().equals(asset))
        .isPresent()) {
      throw new NodeAnsweredRubbish("a trustline that is not the one asked for");
    }
    return line;
  }

  @Override
  public Entries entries(ScAddress.Account account, Collection<ClassicAsset> assets) {
    Map<String, ClassicAsset> wanted = new LinkedHashMap<>();
    assets.forEach(asset -> wanted.put(key(account, asset).base64(), asset));
    Wire.Entries answer =
        ask(Wire.Entries.class, "getLedgerEntries", Map.of("keys", List.copyOf(wanted.keySet())));
    Map<ClassicAsset, Balance> balances = new HashMap<>();
    for (Wire.Entry entry : Objects.requireNonNullElse(answer.entries(), List.<Wire.Entry>of())) {
      ClassicAsset asset = wanted.get(present(entry.key()));
      if (asset == null) {
        throw new NodeAnsweredRubbish("an entry that was not asked for");
      }
      if (entry.lastModifiedLedgerSeq() < 1
          || entry.lastModifiedLedgerSeq() > answer.latestLedger()) {
        throw new NodeAnsweredRubbish("an entry that was changed in no ledger");
      }
      long amount = amount(account, asset, base64(entry.xdr()));
      balances.put(asset, new Balance(amount, entry.lastModifiedLedgerSeq()));
    }
    return new Entries(answer.latestLedger(), balances);
  }

  private static Octets key(ScAddress.Account account, ClassicAsset asset) {
    return switch (asset) {
      case ClassicAsset.Native _ -> AccountEntry.key(account);
      case ClassicAsset.Issued issued -> TrustLine.key(account, issued);
    };
  }

  private static long amount(ScAddress.Account account, ClassicAsset asset, Octets data) {
    return switch (asset) {
      case ClassicAsset.Native _ -> {
        AccountEntry entry = decoded(() -> AccountEntry.decode(data));
        requireSame(entry.account().equals(account));
        yield entry.balance();
      }
      case ClassicAsset.Issued issued -> {
        TrustLine line = decoded(() -> TrustLine.decode(data));
        requireSame(line.account().equals(account) && line.asset().equals(issued));
        yield line.balance();
      }
    };
  }

  private static void requireSame(boolean same) {
    if (!same) {
      throw new NodeAnsweredRubbish("an entry that is not the one asked for");
    }
  }

  private <T> Optional<T> entry(Octets key, Function<Octets, T> decoder) {
    Wire.Entries answer =
        ask(Wire.Entries.class, "getLedgerEntries", Map.of("keys", List.of(key.base64())));
    return Objects.requireNonNullElse(answer.entries(), List.<Wire.Entry>of()).stream()
        .findFirst()
        .map(found -> decoded(() -> decoder.apply(base64(found.xdr()))));
  }

  private <T> T ask(Class<T> result, String method, Map<String, ?> params) {
    return node.askNamed(result, method, params).required();
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new NodeAnsweredRubbish("a field is missing");
    }
    return value;
  }

  private static Octets base64(@Nullable String text) {
    return decoded(() -> Octets.ofBase64(present(text)));
  }

  private static TransactionResult result(@Nullable String xdr) {
    return decoded(() -> TransactionResult.decode(base64(xdr)));
  }

  private static String hash(@Nullable String text) {
    String hash = present(text);
    if (!HASH.matcher(hash).matches()) {
      throw new NodeAnsweredRubbish("a transaction without a proper hash");
    }
    return hash;
  }

  private static long stroops(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new NodeAnsweredRubbish("a fee that is no number", e);
    }
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.substring(0, Math.min(line.length(), LONGEST_REASON));
  }

  private static <T> T decoded(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (XdrException e) {
      throw new NodeAnsweredRubbish("bytes that are not what they should be", e);
    }
  }
}

package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.sandbox.Closed.Placed;
import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.TrustLine;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls that the simulated node answers, in the form of Stellar RPC. Thread-safe. */
final class StellarMethods {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int PROTOCOL = 23;

  /** So many ledgers are looked through for one question about events. */
  private static final int SCANNED_LEDGERS = 10_000;

  private static final int ACCOUNT_KEY_BYTES = 40;
  private static final int MOST_LEDGERS = 200;
  private static final int MOST_EVENTS = 10_000;

  private final StellarSandbox sandbox;

  StellarMethods(StellarSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * @throws RpcRefusal with the code of JSON-RPC 2.0
   */
  JsonNode call(String method, JsonNode params) {
    return switch (method) {
      case "getHealth" -> sandbox.read(this::health);
      case "getNetwork" -> network();
      case "getLatestLedger" -> sandbox.read(StellarMethods::latest);
      case "getLedgers" -> sandbox.read(chain -> ledgers(chain, params));
      case "getTransactions" -> sandbox.read(chain -> transactions(chain, params));
      case "getTransaction" -> sandbox.read(chain -> transaction(chain, params));
      case "getEvents" -> sandbox.read(chain -> events(chain, params));
      case "getLedgerEntries" -> sandbox.read(chain -> entries(chain, params));
      case "simulateTransaction" -> sandbox.read(chain -> simulate(chain, envelope(params)));
      case "sendTransaction" -> send(envelope(params));
      default -> throw new RpcRefusal(RpcRefusal.METHOD_NOT_FOUND, "method not found");
    };
  }

  private long oldest(SimulatedLedgers chain) {
    return Math.max(Genesis.FIRST_SEQUENCE, chain.latest() - sandbox.retentionLedgers() + 1);
  }

  private ObjectNode health(SimulatedLedgers chain) {
    return JSON.objectNode()
        .put("status", "healthy")
        .put("latestLedger", chain.latest())
        .put("oldestLedger", oldest(chain))
        .put("ledgerRetentionWindow", sandbox.retentionLedgers());
  }

  private static ObjectNode network() {
    return JSON.objectNode()
        .put("passphrase", Genesis.NETWORK.passphrase())
        .put("protocolVersion", PROTOCOL);
  }

  private static ObjectNode latest(SimulatedLedgers chain) {
    Closed ledger = chain.at(chain.latest()).orElseThrow();
    return JSON.objectNode()
        .put("id", ledger.header().hash().hex())
        .put("protocolVersion", PROTOCOL)
        .put("sequence", chain.latest())
        .put("closeTime", Long.toString(ledger.header().closeTimeSeconds()));
  }

  private ObjectNode ledgers(SimulatedLedgers chain, JsonNode params) {
    JsonNode cursor = params.path("pagination").path("cursor");
    long from =
        cursor.isString() ? Long.parseLong(cursor.asString()) + 1 : startLedger(chain, params);
    long most = limit(params, 5, MOST_LEDGERS);
    ObjectNode answer = range(chain);
    ArrayNode ledgers = answer.putArray("ledgers");
    long last = from - 1;
    for (long at = from; at <= chain.latest() && ledgers.size() < most; at++) {
      Closed ledger = chain.at(at).orElseThrow();
      ledgers
          .addObject()
          .put("hash", ledger.header().hash().hex())
          .put("sequence", at)
          .put("ledgerCloseTime", Long.toString(ledger.header().closeTimeSeconds()))
          .put("headerXdr", ledger.entry().base64());
      last = at;
    }
    return answer.put("cursor", Long.toString(last));
  }

  private ObjectNode transactions(SimulatedLedgers chain, JsonNode params) {
    long most = limit(params, 50, MOST_LEDGERS);
    ObjectNode answer = range(chain);
    ArrayNode transactions = answer.putArray("transactions");
    for (long at = startLedger(chain, params); at <= chain.latest(); at++) {
      Closed ledger = chain.at(at).orElseThrow();
      for (int order = 0; order < ledger.transactions().size(); order++) {
        if (transactions.size() < most) {
          transactions.add(transaction(ledger, order));
        }
      }
    }
    return answer;
  }

  private ObjectNode transaction(SimulatedLedgers chain, JsonNode params) {
    String hash = params.path("hash").asString("");
    for (long at = chain.latest(); at >= oldest(chain); at--) {
      Closed ledger = chain.at(at).orElseThrow();
      for (int order = 0; order < ledger.transactions().size(); order++) {
        if (ledger.transactions().get(order).hash().hex().equals(hash)) {
          return range(chain).setAll(transaction(ledger, order));
        }
      }
    }
    return range(chain).put("status", "NOT_FOUND");
  }

  private static ObjectNode transaction(Closed ledger, int order) {
    Applied applied = ledger.transactions().get(order);
    return JSON.objectNode()
        .put("status", applied.succeeded() ? "SUCCESS" : "FAILED")
        .put("txHash", applied.hash().hex())
        .put("applicationOrder", order + 1)
        .put("feeBump", false)
        .put("envelopeXdr", applied.envelope().encoded().base64())
        .put("resultXdr", applied.result().base64())
        .put("ledger", ledger.header().sequence())
        .put("createdAt", Long.toString(ledger.header().closeTimeSeconds()));
  }

  private ObjectNode events(SimulatedLedgers chain, JsonNode params) {
    EventQuestion question = EventQuestion.read(params.path("filters"));
    JsonNode cursor = params.path("pagination").path("cursor");
    long most = limit(params, 100, MOST_EVENTS);
    String after = cursor.asString("");
    if (cursor.isString() && (params.has("startLedger") || params.has("endLedger"))) {
      throw RpcRefusal.invalid("ledger ranges and cursor cannot both be set");
    }
    long from =
        cursor.isString()
            ? Long.parseLong(after.substring(0, 19)) >>> 32
            : startLedger(chain, params);
    long end = params.path("endLedger").asLong(chain.latest() + 1);
    long to = Math.min(Math.min(end - 1, chain.latest()), from + SCANNED_LEDGERS - 1);
    ObjectNode answer = range(chain);
    ArrayNode events = answer.putArray("events");
    String last = "%019d-%010d".formatted(((to + 1) << 32) - 1, 0xffff_ffffL);
    for (long at = from; at <= to; at++) {
      Closed ledger = chain.at(at).orElseThrow();
      for (Placed placed : ledger.events()) {
        if (placed.id().compareTo(after) > 0 && question.lets(placed)) {
          if (events.size() == most) {
            return answer.put("cursor", events.get((int) most - 1).path("id").asString());
          }
          events.add(event(ledger, placed));
        }
      }
    }
    return answer.put("cursor", last);
  }

  private static ObjectNode event(Closed ledger, Placed placed) {
    ObjectNode event =
        JSON.objectNode()
            .put("type", "contract")
            .put("ledger", ledger.header().sequence())
            .put(
                "ledgerClosedAt",
                Instant.ofEpochSecond(ledger.header().closeTimeSeconds()).toString())
            .put("contractId", placed.event().contract())
            .put("id", placed.id())
            .put("inSuccessfulContractCall", placed.succeeded())
            .put("txHash", placed.transaction().hex())
            .put("value", placed.event().data().encoded().base64());
    ArrayNode topics = event.putArray("topic");
    placed.event().topics().forEach(topic -> topics.add(topic.encoded().base64()));
    return event;
  }

  private static ObjectNode entries(SimulatedLedgers chain, JsonNode params) {
    ObjectNode answer = JSON.objectNode().put("latestLedger", chain.latest());
    ArrayNode entries = answer.putArray("entries");
    for (JsonNode key : params.path("keys")) {
      entry(chain, decoded(key.asString("")))
          .ifPresent(
              entry ->
                  entries
                      .addObject()
                      .put("key", key.asString(""))
                      .put("xdr", entry.base64())
                      .put("lastModifiedLedgerSeq", chain.latest()));
    }
    return answer;
  }

  /** Accounts and trustlines only: entries of contracts are not kept one by one here. */
  private static Optional<Octets> entry(SimulatedLedgers chain, Octets key) {
    if (key.length() < ACCOUNT_KEY_BYTES) {
      return Optional.empty();
    }
    ScAddress.Account account =
        new ScAddress.Account(key.slice(ACCOUNT_KEY_BYTES - 32, ACCOUNT_KEY_BYTES));
    if (AccountEntry.key(account).equals(key)) {
      return chain.state().account(account).map(Encoded::account);
    }
    return Genesis.ASSETS.stream()
        .filter(asset -> TrustLine.key(account, asset).equals(key))
        .findFirst()
        .flatMap(asset -> chain.state().trustLine(account, asset))
        .map(Encoded::trustLine);
  }

  private static ObjectNode simulate(SimulatedLedgers chain, Envelope envelope) {
    ObjectNode answer = JSON.objectNode().put("latestLedger", chain.latest());
    if (!(envelope.transaction().operation() instanceof Operation.InvokeContract call)) {
      return answer.put("error", "Transaction contains unsupported operation type");
    }
    ScAddress.Account source = LedgerState.sourceOf(envelope.transaction());
    Optional<ScVal> answered = chain.state().answer(call);
    if (answered.isPresent()) {
      return tried(answer, call, source, List.of(), answered.get());
    }
    Optional<String> refusal = chain.state().refusal(call, source);
    if (refusal.isPresent()) {
      return answer.put("error", refusal.get());
    }
    return tried(answer, call, source, List.of(Encoded.authorization(call)), new ScVal.Nothing());
  }

  private static ObjectNode tried(
      ObjectNode answer,
      Operation.InvokeContract call,
      ScAddress.Account source,
      List<Octets> authorizations,
      ScVal result) {
    answer.put("transactionData", Encoded.resources(call, source).base64());
    answer.put("minResourceFee", Long.toString(Encoded.RESOURCE_FEE));
    ObjectNode only = answer.putArray("results").addObject();
    ArrayNode auth = only.putArray("auth");
    authorizations.forEach(each -> auth.add(each.base64()));
    only.put("xdr", result.encoded().base64());
    return answer;
  }

  private ObjectNode send(Envelope envelope) {
    ObjectNode answer = JSON.objectNode();
    answer.put("hash", Genesis.NETWORK.hash(envelope.transaction()).hex());
    switch (sandbox.submit(envelope)) {
      case SimulatedLedgers.Verdict.Pending _ -> answer.put("status", "PENDING");
      case SimulatedLedgers.Verdict.Duplicate _ -> answer.put("status", "DUPLICATE");
      case SimulatedLedgers.Verdict.TryAgainLater _ -> answer.put("status", "TRY_AGAIN_LATER");
      case SimulatedLedgers.Verdict.Refused(int code) ->
          answer.put("status", "ERROR").put("errorResultXdr", Results.refused(code).base64());
    }
    return sandbox.read(
        chain ->
            answer
                .put("latestLedger", chain.latest())
                .put("latestLedgerCloseTime", Long.toString(chain.closeTimeSeconds())));
  }

  private ObjectNode range(SimulatedLedgers chain) {
    return JSON.objectNode().put("latestLedger", chain.latest()).put("oldestLedger", oldest(chain));
  }

  private long startLedger(SimulatedLedgers chain, JsonNode params) {
    long start = params.path("startLedger").asLong(0);
    if (start < oldest(chain) || start > chain.latest()) {
      throw RpcRefusal.invalid(
          "startLedger must be within the ledger range: " + oldest(chain) + " - " + chain.latest());
    }
    return start;
  }

  private static long limit(JsonNode params, int usual, int most) {
    long limit = params.path("pagination").path("limit").asLong(usual);
    if (limit < 1 || limit > most) {
      throw RpcRefusal.invalid("limit must be between 1 and " + most);
    }
    return limit;
  }

  private static Envelope envelope(JsonNode params) {
    try {
      return Envelope.decode(decoded(params.path("transaction").asString("")));
    } catch (XdrException e) {
      throw RpcRefusal.invalid("cannot unmarshal transaction: " + e.getMessage());
    }
  }

  private static Octets decoded(@Nullable String base64) {
    try {
      return Octets.ofBase64(base64 == null ? "" : base64);
    } catch (XdrException e) {
      throw RpcRefusal.invalid("cannot unmarshal: " + e.getMessage());
    }
  }
}

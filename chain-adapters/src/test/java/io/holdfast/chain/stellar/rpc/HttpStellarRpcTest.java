package io.holdfast.chain.stellar.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.rpc.EventFilter.Topic;
import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.TransactionResult;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The client against the answers of Stellar's documentation, and against answers that are wrong.
 */
class HttpStellarRpcTest {
  private static final String LUMENS = "CDLZFC3SYJYDZT7K67VZ75HPJVIEUVNIXF47ZG2FB2RMQQVU2HHGCYSC";
  private static final EventFilter TRANSFERS =
      new EventFilter(
          List.of(LUMENS),
          List.of(
              List.of(
                  new Topic.Exactly(new ScVal.Symbol("transfer")),
                  new Topic.Anything(),
                  new Topic.Anything(),
                  new Topic.TheRest())));
  private static final Octets HASH = Octets.ofHex("ab".repeat(32));

  private RecordedNode node;

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void readsWhichLedgersANodeKeepsAndOfWhichNetwork() {
    assertThat(documented("getHealth").kept())
        .isEqualTo(new StellarRpc.Kept(51_565_760, 51_583_040));
    assertThat(documented("getNetwork").passphrase())
        .isEqualTo("Test SDF Network ; September 2015");
  }

  @Test
  void readsLedgersThatStandOnEachOther() {
    List<LedgerHeader> ledgers = documented("getLedgers").ledgers(36_233, 2);

    assertThat(ledgers).extracting(LedgerHeader::sequence).containsExactly(36_233L, 36_234L);
    assertThat(ledgers.get(1).previousHash()).isEqualTo(ledgers.get(0).hash());
  }

  @Test
  void believesNoLedgerButTheOneAskedFor() {
    StellarRpc rpc = documented("getLedgers");
    assertThatThrownBy(() -> rpc.ledgers(36_232, 2)).isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void believesNoLedgerUnderAnotherName() {
    StellarRpc rpc =
        answering(
            RecordedNode.recorded("getLedgers").replace("\"hash\":\"434d", "\"hash\":\"434e"));
    assertThatThrownBy(() -> rpc.ledgers(36_233, 2)).isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void readsEventsAsTheyAreDocumented() {
    List<ContractEvent> events =
        documented("getEvents transfers").events(3_727_845, 3_727_845, List.of(TRANSFERS));

    assertThat(events).hasSize(2);
    ContractEvent first = events.getFirst();
    assertThat(first.contract()).isEqualTo(LUMENS);
    assertThat(ScVal.decode(first.topics().getFirst())).isEqualTo(new ScVal.Symbol("transfer"));
    assertThat(ScVal.decode(first.data()))
        .isEqualTo(ScVal.i128(BigInteger.valueOf(3_000_000_000L)));
    assertThat(first.id().numberInTransaction()).isEqualTo(1);
    assertThat(events.get(1).id().numberInTransaction()).isEqualTo(8);
  }

  @Test
  void asksForEventsByNameAndInTheNodesOwnSpelling() {
    documented("getEvents transfers").events(3_727_845, 3_727_846, List.of(TRANSFERS));

    JsonNode params = node.questions.getFirst().path("params");
    assertThat(params.path("startLedger").asLong()).isEqualTo(3_727_845);
    assertThat(params.path("endLedger").asLong()).isEqualTo(3_727_847);
    assertThat(params.path("filters").get(0).path("topics").get(0).toString())
        .isEqualTo("[\"AAAADwAAAAh0cmFuc2Zlcg==\",\"*\",\"*\",\"**\"]");
  }

  @Test
  void readsPageAfterPageByTheNodesCursorAndEachEventOnce() {
    StellarRpc rpc = answering(page(0, 1_000, 9), page(900, 1_000, 9), page(1_899, 2, 9));

    List<ContractEvent> events = rpc.events(7, 7, List.of(TRANSFERS));

    assertThat(events).hasSize(1_901);
    assertThat(events.stream().map(ContractEvent::id).toList()).isSorted().doesNotHaveDuplicates();
    assertThat(node.questions).hasSize(3);
    JsonNode second = node.questions.get(1).path("params");
    assertThat(second.path("pagination").path("cursor").asString()).isEqualTo(id(7, 999));
    assertThat(second.has("startLedger")).isFalse();
    assertThat(second.has("endLedger")).isFalse();
  }

  @Test
  void stopsAtAnEventBeyondTheLastLedgerAsked() {
    String beyond =
        page(0, 1_000, 9)
            .replace(id(7, 999), id(8, 0))
            .replaceFirst("\"ledger\":7(?=[^}]*" + id(8, 0) + ")", "\"ledger\":8");
    StellarRpc rpc = answering(beyond);

    assertThat(rpc.events(7, 7, List.of(TRANSFERS))).hasSize(999);
    assertThat(node.questions).hasSize(1);
  }

  @Test
  void refusesPagesThatDoNotGoOn() {
    StellarRpc rpc = answering(page(0, 1_000, 9));
    assertThatThrownBy(() -> rpc.events(7, 7, List.of(TRANSFERS)))
        .isInstanceOf(NodeAnsweredRubbish.class)
        .hasMessageContaining("do not go on");
  }

  @Test
  void takesNoPartOfARangeForTheWhole() {
    StellarRpc behind = answering(page(0, 1, 7));
    assertThatThrownBy(() -> behind.events(7, 8, List.of(TRANSFERS)))
        .isInstanceOf(NodeAnsweredRubbish.class);
    node.close();
    StellarRpc forgetful = answering(page(0, 1, 9));
    assertThatThrownBy(() -> forgetful.events(4, 7, List.of(TRANSFERS)))
        .isInstanceOf(NodeAnsweredRubbish.class);
  }

  @Test
  void readsAnEventWithoutTheFieldsThatNodesLeaveOut() {
    StellarRpc rpc = answering(page(0, 1, 9).replace("\"oldestLedger\":5,", ""));
    assertThat(rpc.events(7, 7, List.of(TRANSFERS))).hasSize(1);
  }

  @Test
  void readsWhatBecameOfATransaction() {
    TransactionStatus.Succeeded done =
        (TransactionStatus.Succeeded) documented("getTransaction success").transaction(HASH);
    assertThat(done.sequence()).isEqualTo(2_540_064);
    assertThat(done.result()).isEqualTo(new TransactionResult(1_120_047, 0));
    assertThat(Envelope.numberOf(done.envelope()).sequence()).isEqualTo(10_570_490_041_082_794L);

    TransactionStatus.Failed failed =
        (TransactionStatus.Failed) documented("getTransaction failed").transaction(HASH);
    assertThat(failed.sequence()).isEqualTo(2_540_114);
    assertThat(failed.result()).isEqualTo(new TransactionResult(100, TransactionResult.FAILED));
    assertThat(Envelope.numberOf(failed.envelope()).sequence()).isEqualTo(6_511_715_881_601_726L);

    assertThat(documented("getTransaction not found").transaction(HASH))
        .isEqualTo(new TransactionStatus.NotFound());
  }

  @Test
  void readsWhatASimulationSaysACallNeeds() {
    Simulation.Success success =
        (Simulation.Success) documented("simulateTransaction success").simulate(HASH);

    assertThat(success.resourceFeeStroops()).isEqualTo(90_353);
    assertThat(success.authorizations()).isEmpty();
    assertThat(success.ledger()).isEqualTo(2_552_139);
    assertThat(ScVal.decode(success.result()))
        .isEqualTo(new ScVal.Whole(ScVal.Width.U32, BigInteger.valueOf(12)));
  }

  @Test
  void tellsWhyASimulationFailedInOneLine() {
    assertThat(documented("simulateTransaction error").simulate(HASH))
        .isEqualTo(new Simulation.Failure("host invocation failed"));
  }

  @ParameterizedTest
  @CsvSource({
    "sendTransaction pending, Pending",
    "sendTransaction duplicate, Pending",
    "sendTransaction try again later, TryAgainLater",
    "sendTransaction error, Refused"
  })
  void readsWhatANodeSaysToATransaction(String answer, String kind) {
    assertThat(documented(answer).send(envelope()).getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void sendsNothingThatIsNoEnvelope() {
    StellarRpc rpc = documented("sendTransaction pending");

    assertThatThrownBy(() -> rpc.send(HASH)).isInstanceOf(NodeAnsweredRubbish.class);
    assertThat(node.questions).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"text\"",
        "{\"status\":\"LATER\"}",
        "{\"status\":\"SUCCESS\"}",
        "{\"status\":\"SUCCESS\",\"ledger\":1}",
        "{\"status\":\"SUCCESS\",\"ledger\":1,\"resultXdr\":\"AAAA\"}",
        "{\"status\":\"SUCCESS\",\"ledger\":1,\"resultXdr\":\"%%%\"}",
        "{\"status\":\"SUCCESS\",\"ledger\":\"1\",\"resultXdr\":\"AAAAAAAAAGT////7AAAAAA==\"}"
      })
  void tellsRubbishFromAnAnswer(String result) {
    StellarRpc rpc = answering(result);
    assertThatThrownBy(() -> rpc.transaction(HASH)).isInstanceOf(NodeAnsweredRubbish.class);
  }

  private StellarRpc documented(String name) {
    stopIfThere();
    node = RecordedNode.documented(name);
    return node.rpc();
  }

  private StellarRpc answering(String... results) {
    stopIfThere();
    node = RecordedNode.answering(results);
    return node.rpc();
  }

  private void stopIfThere() {
    if (node != null) {
      node.close();
    }
  }

  /** The envelope of the documented successful transaction. */
  private static Octets envelope() {
    return Octets.ofBase64(
        "AAAAAgAAAACKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXAAAA+gAAAAAAAAAKgAAAAEAAAAAAAAAAAAAAABrSd"
            + "IAAAAAAAAAAAEAAAAAAAAAAAAAAACBOXcOqH0XX1ajVGbDTH7My42KkbTuN6Jd9g9bj8mzlAAAAAABycOAAAAAAAAA"
            + "AAA=");
  }

  private static String page(int from, int count, long latest) {
    String events =
        String.join(
            ",",
            IntStream.range(from, from + count)
                .mapToObj(
                    place ->
                        "{\"type\":\"contract\",\"ledger\":7,\"id\":\""
                            + id(7, place)
                            + "\",\"contractId\":\""
                            + LUMENS
                            + "\",\"topic\":[\"AAAADwAAAANmZWUA\"],\"value\":\"AAAAAQ==\",\"txHash\":\""
                            + HASH.hex()
                            + "\"}")
                .toList());
    return "{\"events\":[%s],\"latestLedger\":%d,\"oldestLedger\":5,\"cursor\":\"%s\"}"
        .formatted(events, latest, id(7, from + count - 1));
  }

  private static String id(long ledger, int place) {
    return "%019d-%010d".formatted(ledger << 32, place);
  }
}

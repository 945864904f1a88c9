package io.holdfast.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.query.FindPaymentRecord;
import io.holdfast.api.query.PaymentRecord;
import io.holdfast.chain.evm.oracle.OracleSettings;
import io.holdfast.chain.evm.oracle.RecordWorker;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Payments by mobile money that the oracle records in the escrow contract, on a real anvil. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OraclePeerIT {
  private static final String ORDER = "order:1";
  private static final long PRICE = 150_000;
  private static final BigInteger RICH = BigInteger.TEN.pow(18);
  private static final OracleSettings SETTINGS =
      new OracleSettings(true, BigInteger.TEN.pow(13), 30_000, 120_000, BigInteger.TEN.pow(17));

  private TestAnvil node;
  private EvmPeer peer;
  private EvmHarness rail;
  private Instant now;
  private RecordWorker worker;

  @BeforeAll
  void aChain() {
    node = TestAnvil.start();
    node.mine(10);
    peer = new EvmPeer(node);
  }

  @BeforeEach
  void anOracle() {
    peer.mine(1);
    rail = peer.rail(2);
    node.setBalance(account(), RICH);
    now = Instant.parse("2026-11-21T12:00:00Z");
    restart();
  }

  @AfterEach
  void closeRail() {
    rail.close();
  }

  @AfterAll
  void close() {
    peer.close();
  }

  @Test
  void recordsOnceAndTellsTheOrderWhenThatIsFinal() {
    paid(ORDER, PRICE);
    worker.work();
    assertThat(state(ORDER)).isEqualTo("SIGNED");
    inBlock();
    assertThat(told()).isEmpty();

    untilFinal();

    RecordOrderPayment record = told().getFirst();
    assertThat(record.orderId().value()).isEqualTo(ORDER);
    assertThat(record.paymentId().value()).isEqualTo("payment:mpesa:order-1");
    assertThat(record.rail()).isEqualTo("polkadot-evm");
    assertThat(record.transaction()).isEqualTo(signed().getFirst());
    assertThat(record.block().hash()).isEqualTo(peer.blockOf(record.transaction()));
    assertThat(rail.ledger.metadataOf(record)).containsValue(record.block().hash());
    assertThat(onRecord(ORDER)).isEqualTo(receipt(ORDER));
    assertThat(rail.lines("SELECT content ->> 'amount' FROM rail.contract_event"))
        .containsExactly("150000");
    assertThat(rail.lines("SELECT content ->> 'currency' FROM rail.contract_event"))
        .containsExactly(
            Hex.of(Arrays.copyOf("KES".getBytes(StandardCharsets.US_ASCII), Abi.WORD)));
    restart();
    untilFinal();
    assertThat(told()).hasSize(1);
    assertThat(transactions()).isOne();
  }

  @Test
  void recordsSeveralAtOnceUnderNumbersOfTheirOwn() {
    for (String order : List.of("order:1", "order:2", "order:3")) {
      paid(order, PRICE);
    }
    worker.work();
    inBlock();
    untilFinal();

    assertThat(told().stream().map(each -> each.orderId().value()))
        .containsExactlyInAnyOrder("order:1", "order:2", "order:3");
    assertThat(transactions()).isEqualTo(3);
  }

  @Test
  void isDoneByTheRailItself() {
    rail.restartWith("oracle.enabled", true);
    paid(ORDER, PRICE);
    rail.turn();
    peer.mine(1);
    rail.turn();
    assertThat(told()).isEmpty();
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    rail.turn();

    assertThat(told()).hasSize(1);
    assertThat(onRecord(ORDER)).isEqualTo(receipt(ORDER));
  }

  @Test
  void recordsOnceWhereverItIsKilled() {
    paid("order:0", PRICE);
    Mortal first = new Mortal(rail.node(), Integer.MAX_VALUE, false);
    worker(first.rpc()).work();
    int lives = 2 * first.calls();
    assertThat(first.calls()).isGreaterThan(5);

    for (int life = 1; life <= lives; life++) {
      paid("order:" + life, PRICE);
      Mortal mortal = new Mortal(rail.node(), (life + 1) / 2, life % 2 == 0);
      worker = worker(mortal.rpc());
      assertThat(isKilled()).isTrue();
      restart();
      worker.work();
      inBlock();
    }
    untilFinal();
    untilFinal();

    assertThat(told().stream().map(each -> each.orderId().value()))
        .hasSize(lives + 1)
        .doesNotHaveDuplicates();
    assertThat(
            rail.count(
                "SELECT count(*) FROM rail.contract_event WHERE name = 'OffchainPaymentRecorded'"))
        .isEqualTo(lives + 1);
    assertThat(transactions()).isEqualTo(lives + 1);
  }

  @Test
  void tellsTheOrderAgainWhereTheAnswerWasLost() {
    paid(ORDER, PRICE);
    worker.work();
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    rail.turn();
    rail.ledger.dieAfter(1);
    assertThat(isAtFault()).isTrue();
    assertThat(state(ORDER)).isEqualTo("SIGNED");
    rail.ledger.recover();
    restart();
    worker.work();

    assertThat(told()).hasSize(2);
    assertThat(told().getFirst()).isEqualTo(told().getLast());
    assertThat(state(ORDER)).isEqualTo("RECORDED");
    worker.work();
    assertThat(told()).hasSize(2);
  }

  @Test
  void sendsTheSameBytesAgainWhereTheirBlockLosesItsPlace() {
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.NONE);
    paid(ORDER, PRICE);
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.WAITING);
    worker.work();
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.SENT);
    assertThat(shown().transaction()).isEqualTo(signed().getFirst());
    inBlock();
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.IN_BLOCK);
    assertThat(shown().blockHash()).isEqualTo(peer.blockOf(signed().getFirst()));
    assertThat(rail.events("standing")).containsExactly("OffchainPaymentRecorded true");
    peer.reorganise(1);
    rail.turn();
    assertThat(rail.events("standing")).isEmpty();
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.SENT);
    assertThat(shown().blockHash()).isNull();
    pass(Duration.ofSeconds(31));
    worker.work();
    inBlock();
    untilFinal();

    assertThat(shown().state()).isEqualTo(PaymentRecord.State.FINAL);
    assertThat(signed()).hasSize(1);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().block().hash()).isEqualTo(peer.blockOf(signed().getFirst()));
    assertThat(onRecord(ORDER)).isEqualTo(receipt(ORDER));
  }

  @Test
  void offersMoreUnderTheSameNumberWhereNoBlockTakesIt() {
    paid(ORDER, PRICE);
    worker.work();
    node.call("anvil_setNextBlockBaseFeePerGas", "0x174876e800");
    inBlock();
    assertThat(transactions()).isZero();
    pass(Duration.ofSeconds(60));
    worker.work();
    assertThat(signed()).hasSize(1);
    pass(Duration.ofSeconds(61));
    worker.work();
    assertThat(signed()).hasSize(2);
    assertThat(rail.count("SELECT count(DISTINCT nonce) FROM rail.offchain_transaction")).isOne();
    inBlock();
    untilFinal();

    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().transaction()).isEqualTo(signed().getLast());
    assertThat(transactions()).isOne();
  }

  @Test
  void signsNothingWhereAnotherIsTheContractsOracle() {
    Address others =
        new Address(
            node.deploy(
                Contract.escrow(new Address(node.somebody(7)), new Address(node.somebody(8)))));
    worker = rail.recordWorker(rail.node(), others, SETTINGS, clock());
    paid(ORDER, PRICE);
    worker.work();

    assertThat(signed()).isEmpty();
    assertThat(problem()).contains("is not our account").contains(others.checksummed());
  }

  @Test
  void waitsWhileItHasNoGasMoney() {
    node.setBalance(account(), BigInteger.ZERO);
    paid(ORDER, PRICE);
    worker.work();
    assertThat(signed()).isEmpty();
    assertThat(detail(ORDER)).contains("gas money");
    assertThat(problem()).contains("running out of gas money");

    node.setBalance(account(), RICH);
    pass(Duration.ofSeconds(61));
    worker.work();
    assertThat(signed()).hasSize(1);
    assertThat(problem()).isEmpty();
  }

  @Test
  void waitsWhileGasCostsMoreThanIsAllowed() {
    OracleSettings stingy = new OracleSettings(true, BigInteger.ONE, 1_000, 1_000, BigInteger.ONE);
    paid(ORDER, PRICE);
    rail.recordWorker(rail.node(), rail.escrow, stingy, clock()).work();

    assertThat(signed()).isEmpty();
    assertThat(detail(ORDER)).contains("gas to become cheaper");
  }

  @Test
  void leavesToAPersonWhatTheContractHasOtherwiseOnRecord() {
    recordElsewhere(0, ORDER, Hex.of(Keccak.hash("another")));
    peer.mine(1);
    paid(ORDER, PRICE);
    worker.work();
    assertThat(state(ORDER)).isEqualTo("WAITING");
    untilFinal();

    assertThat(state(ORDER)).isEqualTo("REFUSED");
    assertThat(shown().state()).isEqualTo(PaymentRecord.State.REFUSED);
    assertThat(shown().detail()).contains("something else on record");
    assertThat(rail.count("SELECT count(*) FROM rail.parked WHERE command = 'OffchainPayment'"))
        .isOne();
    assertThat(told()).isEmpty();
    assertThat(transactions()).isOne();
  }

  @Test
  void takesForItsOwnWhatItRecordedBeforeItsDatabaseWasBroughtBack() {
    recordElsewhere(0, ORDER, receipt(ORDER));
    peer.mine(1);
    paid(ORDER, PRICE);
    untilFinal();

    assertThat(signed()).isEmpty();
    assertThat(told()).hasSize(1);
    assertThat(state(ORDER)).isEqualTo("RECORDED");
  }

  @Test
  void signsAnewWhereItsNumberFinallyIsAnothersTransaction() {
    paid(ORDER, PRICE);
    worker.work();
    String lost = signed().getFirst();
    node.drop(lost);
    recordElsewhere(0, "order:elsewhere", receipt("order:elsewhere"));
    untilFinal();
    assertThat(state(ORDER)).isEqualTo("WAITING");
    worker.work();
    untilFinal();

    assertThat(signed()).hasSize(2).first().isEqualTo(lost);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().transaction()).isEqualTo(signed().getLast());
    assertThat(onRecord(ORDER)).isEqualTo(receipt(ORDER));
  }

  @Test
  void leavesToAPersonWhatTheContractFinallyReverts() {
    paid(ORDER, PRICE);
    worker.work();
    String code = node.call("eth_getCode", rail.escrow.value(), "latest").asString();
    node.call("anvil_setCode", rail.escrow.value(), "0x60006000fd");
    inBlock();
    node.call("anvil_setCode", rail.escrow.value(), code);
    untilFinal();

    assertThat(state(ORDER)).isEqualTo("REFUSED");
    assertThat(detail(ORDER)).contains("finally refused");
    assertThat(told()).isEmpty();
  }

  // ---- what is recorded at all

  @Test
  void recordsNoOtherAmountThanThePrice() {
    paid(ORDER, PRICE - 1);
    worker.work();

    assertNothingIsRecorded();
  }

  @Test
  void recordsNoOrderThatIsPaidFromABalance() {
    rail.recordProjection().on(created(ORDER, "BALANCE"));
    counted(ORDER, "payment:" + ORDER, PRICE);
    worker.work();

    assertNothingIsRecorded();
  }

  @Test
  void recordsNothingThatIsOnlyCertain() {
    rail.recordProjection().on(created(ORDER, "MPESA"));
    rail.recordProjection().on(succeeded(ORDER, "order-1", PRICE));
    worker.work();

    assertNothingIsRecorded();
  }

  @Test
  void recordsNothingThatCameAfterTheEnd() {
    rail.recordProjection().on(created(ORDER, "MPESA"));
    rail.recordProjection().on(succeeded(ORDER, "late", PRICE));
    rail.recordProjection().on(received(ORDER, "payment:mpesa:late", PRICE));
    worker.work();

    assertNothingIsRecorded();
  }

  @Test
  void recordsTheFirstOfTwoPaymentsOfAnOrderAndNeverTheSecond() {
    paid(ORDER, PRICE);
    rail.recordProjection().on(succeeded(ORDER, "second", PRICE));
    rail.recordProjection().on(received(ORDER, "payment:mpesa:second", PRICE));
    worker.work();
    inBlock();
    untilFinal();

    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().paymentId().value()).isEqualTo("payment:mpesa:order-1");
    assertThat(transactions()).isOne();
  }

  @Test
  void asksForNothingAnewWhenTheLogIsReadAgain() {
    paid(ORDER, PRICE);
    worker.work();
    inBlock();
    untilFinal();
    paid(ORDER, PRICE);
    untilFinal();

    assertThat(state(ORDER)).isEqualTo("RECORDED");
    assertThat(told()).hasSize(1);
    assertThat(transactions()).isOne();
  }

  // ---- helpers

  private void restart() {
    rail.restart();
    worker = worker(rail.node());
  }

  private RecordWorker worker(EvmRpc through) {
    return rail.recordWorker(through, rail.escrow, SETTINGS, clock());
  }

  private Clock clock() {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  /** As a program that was started again so much later. */
  private void pass(Duration time) {
    now = now.plus(time);
    restart();
  }

  private boolean isKilled() {
    try {
      worker.work();
      return false;
    } catch (Mortal.Killed killed) {
      return true;
    }
  }

  private boolean isAtFault() {
    try {
      worker.work();
      return false;
    } catch (LedgerFault fault) {
      return true;
    }
  }

  private void inBlock() {
    peer.mine(1);
    rail.turn();
    worker.work();
  }

  private void untilFinal() {
    pass(Duration.ofSeconds(31));
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    rail.turn();
    worker.work();
  }

  private void assertNothingIsRecorded() {
    assertThat(rail.count("SELECT count(*) FROM rail.offchain_record WHERE state = 'WAITING'"))
        .isZero();
    assertThat(signed()).isEmpty();
  }

  private PaymentRecord shown() {
    return rail.recordQueries().of(new FindPaymentRecord(new OrderId(ORDER)));
  }

  private List<RecordOrderPayment> told() {
    return rail.ledger.told(RecordOrderPayment.class);
  }

  private List<String> signed() {
    return rail.lines("SELECT transaction FROM rail.offchain_transaction ORDER BY number");
  }

  private String state(String order) {
    return rail.text("SELECT state FROM rail.offchain_record WHERE order_id = '" + order + "'");
  }

  private String detail(String order) {
    return rail.text("SELECT detail FROM rail.offchain_record WHERE order_id = '" + order + "'");
  }

  private String problem() {
    return rail.text("SELECT coalesce(problem, '') FROM rail.oracle");
  }

  /** How many transactions of the oracle stand on the chain. */
  private long transactions() {
    return Hex.longQuantity(node.call("eth_getTransactionCount", account(), "latest").asString());
  }

  private String account() {
    return rail.oracle().account().value();
  }

  private String onRecord(String order) {
    byte[] data = Abi.call("offchainReceipts(bytes32)", Keccak.hash(order));
    return Hex.of(rail.node().call(rail.escrow, data));
  }

  /** As docs/adr/0038 says. */
  private static String receipt(String order) {
    String payment = "payment:mpesa:" + order.replace(':', '-');
    return Hex.of(Keccak.hash("holdfast.offchain-payment.1\n" + order + "\n" + payment));
  }

  /** Whoever has a copy of the oracle's key records behind our back. */
  private void recordElsewhere(long nonce, String order, String receipt) {
    Transfer call =
        new Transfer(
            BigInteger.valueOf(31_337),
            BigInteger.valueOf(nonce),
            BigInteger.TEN.pow(9),
            BigInteger.TEN.pow(11),
            BigInteger.valueOf(300_000),
            rail.escrow,
            BigInteger.ZERO,
            Hex.of(
                Abi.call(
                    "recordOffchainPayment(bytes32,bytes32,uint256,bytes32)",
                    Keccak.hash(order),
                    Hex.bytes(receipt),
                    Abi.word(BigInteger.valueOf(PRICE)),
                    Arrays.copyOf("KES".getBytes(StandardCharsets.US_ASCII), Abi.WORD))));
    byte[] bytes = call.signed(rail.oracle().sign(Keccak.hash(call.unsigned())));
    rail.node().send(bytes);
  }

  /** In the log's order, of one append. */
  private void paid(String order, long amount) {
    String name = order.replace(':', '-');
    rail.recordProjection().on(created(order, "MPESA"));
    rail.recordProjection().on(succeeded(order, name, amount));
    counted(order, "payment:mpesa:" + name, amount);
  }

  private void counted(String order, String payment, long amount) {
    rail.recordProjection().on(received(order, payment, amount));
    rail.recordProjection().on(new OrderFunded(order, 1));
  }

  private static MobilePaymentSucceeded succeeded(String order, String name, long amount) {
    return new MobilePaymentSucceeded(
        order, "mobile-payment:" + name, "payment:mpesa:" + name, "KES", Long.toString(amount));
  }

  private static OrderPaid received(String order, String payment, long amount) {
    String digits = Long.toString(amount);
    return new OrderPaid(
        order, payment, "boundary:world:mpesa", "entry:" + payment, "KES", digits, digits);
  }

  private static OrderCreated created(String id, String mode) {
    return new OrderCreated(
        id,
        "user:bea",
        "account:bea",
        "user:sam",
        "account:sam",
        "account:escrow:1",
        "lamp-1",
        "A lamp",
        null,
        "KES",
        Long.toString(PRICE),
        mode,
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        null,
        null,
        1);
  }
}

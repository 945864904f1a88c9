package io.holdfast.chain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxAutoMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.rpc.NodeFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxCommandsTest {
  private static final String RAIL = "bitcoin";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);

  private final MemoryChainStore store = new MemoryChainStore();
  private final Sandbox sandbox = Sandbox.start(store, CLOCK, "secret");
  private final AutoMiner miner = new AutoMiner(sandbox);
  private final SandboxCommands commands =
      new SandboxCommands(List.of(new BitcoinSandbox(sandbox, miner)));
  private final BitcoinRpc rpc = new HttpBitcoinRpc(sandbox.endpoint());
  private final String address = new TestKey().address();

  @AfterEach
  void stop() {
    miner.close();
    sandbox.close();
  }

  @Test
  void beginsWithAPayerWhoHasCoins() {
    assertThat(rpc.chainInfo().headHeight()).isEqualTo(SimulatedNode.FIRST_BLOCKS);

    String txid = commands.handle(pay("1000"));

    assertThat(rpc.mempool()).containsExactly(txid);
  }

  @Test
  void knowsOneRailOnly() {
    assertRefused(
        ErrorCode.UNKNOWN_RAIL, () -> commands.handle(new SandboxPay("litecoin", List.of(), null)));
    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> commands.handle(new SandboxMine("litecoin", 1)));
    assertRefused(
        ErrorCode.UNKNOWN_RAIL, () -> commands.handle(new SandboxReorganise("litecoin", 1, false)));
    assertRefused(
        ErrorCode.UNKNOWN_RAIL, () -> commands.handle(new SandboxStall("litecoin", true)));
    assertRefused(
        ErrorCode.UNKNOWN_RAIL, () -> commands.handle(new SandboxAutoMine("litecoin", 1)));
  }

  @Test
  void refusesAmountsThatAreNone() {
    assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> commands.handle(pay("0")));
    assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> commands.handle(pay("-5")));
    assertRefused(ErrorCode.AMOUNT_TOO_PRECISE, () -> commands.handle(pay("1.5")));
    assertRefused(ErrorCode.AMOUNT_MALFORMED, () -> commands.handle(pay("many")));
    assertRefused(ErrorCode.AMOUNT_TOO_LARGE, () -> commands.handle(pay("9".repeat(79))));
    assertRefused(ErrorCode.INSUFFICIENT_FUNDS, () -> commands.handle(pay("9".repeat(78))));
    assertRefused(ErrorCode.INSUFFICIENT_FUNDS, () -> commands.handle(pay("2099999900000000")));
    assertRefused(ErrorCode.BELOW_MINIMUM, () -> commands.handle(pay("293")));
    assertThat(rpc.mempool()).isEmpty();
  }

  @Test
  void refusesAddressesThatAreNoneOrOfAnotherNetwork() {
    assertRefused(
        ErrorCode.ADDRESS_MALFORMED, () -> commands.handle(payTo("bcrt1qnonsense", "1000")));
    assertRefused(
        ErrorCode.ADDRESS_WRONG_NETWORK,
        () -> commands.handle(payTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "1000")));
  }

  @Test
  void paysUpToAHundredOutputsAtOnce() {
    Output output = new Output(address, "1000");
    List<Output> hundred = Collections.nCopies(100, output);
    List<Output> more = Collections.nCopies(101, output);

    String txid = commands.handle(new SandboxPay(RAIL, hundred, null));

    assertThat(rpc.transaction(txid).orElseThrow().outputs()).hasSizeGreaterThanOrEqualTo(100);
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxPay(RAIL, more, null)));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxPay(RAIL, List.of(), null)));
  }

  @Test
  void paysManyTimesBeforeABlockComes() {
    List<String> paid = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> paid.add(commands.handle(pay("100000000"))));

    assertThat(rpc.mempool()).containsExactlyElementsOf(paid);
    commands.handle(new SandboxMine(RAIL, 1));
    assertThat(rpc.mempool()).isEmpty();
  }

  @Test
  void keepsAThousandTransactionsWaitingAndNoMore() {
    commands.handle(new SandboxMine(RAIL, 40));
    for (int i = 1; i < Acceptance.MOST_WAITING; i++) {
      commands.handle(pay("1000"));
    }
    String last = commands.handle(pay("1000"));

    assertThatThrownBy(() -> commands.handle(pay("1000")))
        .isInstanceOfSatisfying(
            Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.WRONG_STATE))
        .hasMessageContaining("mempool full, 1000 transactions wait for a block");
    assertThat(rpc.mempool()).hasSize(Acceptance.MOST_WAITING);
    String replacement = commands.handle(replace(last, "2000"));
    assertThat(rpc.mempool()).hasSize(Acceptance.MOST_WAITING).contains(replacement);

    commands.handle(new SandboxMine(RAIL, 1));

    String next = commands.handle(pay("1000"));
    assertThat(rpc.mempool()).containsExactly(next);
  }

  @Test
  void replacesAPaymentAgainAndAgainAlsoByALargerOne() {
    String first = commands.handle(pay("1000"));
    String second = commands.handle(replace(first, "2000"));
    String third =
        commands.handle(
            new SandboxPay(RAIL, Collections.nCopies(50, new Output(address, "3000")), second));

    assertThat(rpc.mempool()).containsExactly(third);
  }

  @Test
  void replacesOnlyWhatWaits() {
    String mined = commands.handle(pay("1000"));
    commands.handle(new SandboxMine(RAIL, 1));

    assertRefused(ErrorCode.NOT_FOUND, () -> commands.handle(replace(mined, "2000")));
    assertRefused(ErrorCode.NOT_FOUND, () -> commands.handle(replace("nothing", "2000")));
  }

  @Test
  void replacesOnlyItsOwnPayments() {
    TestKey key = new TestKey();
    String funding =
        commands.handle(new SandboxPay(RAIL, List.of(new Output(key.address(), "100000")), null));
    commands.handle(new SandboxMine(RAIL, 1));
    String theirs =
        rpc.send(TestKey.hex(key.spend(new OutPoint(funding, 0), 100_000, address, 50_000, 1_000)));

    assertRefused(ErrorCode.WRONG_STATE, () -> commands.handle(replace(theirs, "2000")));
  }

  @Test
  void minesOneToAHundredBlocks() {
    assertThat(commands.handle(new SandboxMine(RAIL, 100))).isEqualTo(220);
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxMine(RAIL, 0)));
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxMine(RAIL, 101)));
  }

  @Test
  void reorganisesOneToAHundredBlocks() {
    assertThat(commands.handle(new SandboxReorganise(RAIL, 100, false))).isEqualTo(121);
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxReorganise(RAIL, 0, false)));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> commands.handle(new SandboxReorganise(RAIL, 101, false)));
  }

  @Test
  void forgetsTheTransactionsOfLostBlocksWhenTold() {
    String kept = commands.handle(pay("1000"));
    commands.handle(new SandboxMine(RAIL, 1));
    commands.handle(new SandboxReorganise(RAIL, 1, false));
    assertThat(rpc.mempool()).containsExactly(kept);
    commands.handle(new SandboxMine(RAIL, 1));

    commands.handle(new SandboxReorganise(RAIL, 1, true));

    assertThat(rpc.mempool()).isEmpty();
    assertThat(rpc.transaction(kept)).isEmpty();
  }

  @Test
  void makesAnotherBlockThanTheOneItTookAway() {
    String lost = rpc.chainInfo().headHash();

    commands.handle(new SandboxReorganise(RAIL, 1, true));

    assertThat(rpc.blockHash(120).orElseThrow()).isNotEqualTo(lost);
    assertThat(rpc.blockHeader(lost).orElseThrow().onBestChain()).isFalse();
  }

  @Test
  void minesByItselfUntilItIsTurnedOff() {
    commands.handle(new SandboxAutoMine(RAIL, 1));
    Awaitility.await().until(() -> rpc.chainInfo().headHeight() > SimulatedNode.FIRST_BLOCKS);

    commands.handle(new SandboxAutoMine(RAIL, 0));

    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxAutoMine(RAIL, -1)));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST, () -> commands.handle(new SandboxAutoMine(RAIL, 3601)));
  }

  @Test
  void obeysItsCommandsWhileItStalls() {
    commands.handle(new SandboxStall(RAIL, true));
    commands.handle(new SandboxStall(RAIL, true));
    assertThat(commands.handle(new SandboxMine(RAIL, 1))).isEqualTo(121);

    commands.handle(new SandboxStall(RAIL, false));

    assertThat(rpc.chainInfo().headHeight()).isEqualTo(121);
  }

  @Test
  void showsNothingThatIsNotStored() {
    store.fail(true);
    assertThatThrownBy(() -> commands.handle(pay("1000"))).hasMessageContaining("away");
    assertThatThrownBy(rpc::mempool).isInstanceOf(NodeFailure.class);

    store.fail(false);

    assertThat(rpc.mempool()).isEmpty();
    assertThat(commands.handle(new SandboxMine(RAIL, 1))).isEqualTo(121);
  }

  @Test
  void refusesEverythingWhereThereIsNoSandbox() {
    NoSandbox none = new NoSandbox();

    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> none.handle(pay("1000")));
    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> none.handle(new SandboxMine(RAIL, 1)));
    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> none.handle(new SandboxReorganise(RAIL, 1, false)));
    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> none.handle(new SandboxStall(RAIL, true)));
    assertRefused(ErrorCode.UNKNOWN_RAIL, () -> none.handle(new SandboxAutoMine(RAIL, 1)));
  }

  private SandboxPay pay(String amount) {
    return payTo(address, amount);
  }

  private static SandboxPay payTo(String address, String amount) {
    return new SandboxPay(RAIL, List.of(new Output(address, amount)), null);
  }

  private SandboxPay replace(String txid, String amount) {
    return new SandboxPay(RAIL, List.of(new Output(address, amount)), txid);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable command) {
    assertThatThrownBy(command)
        .isInstanceOfSatisfying(
            Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}

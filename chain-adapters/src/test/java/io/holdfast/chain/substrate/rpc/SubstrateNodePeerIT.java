package io.holdfast.chain.substrate.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.substrate.Outsider;
import io.holdfast.chain.substrate.address.DepositAccounts;
import io.holdfast.chain.substrate.extrinsic.Call;
import io.holdfast.chain.substrate.runtime.BlockEvents;
import io.holdfast.chain.substrate.runtime.Event;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.testkit.TestChopsticks;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A real Substrate runtime must give what we ask and take what we sign. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubstrateNodePeerIT {
  private static final BigInteger ROC = BigInteger.TEN.pow(12);

  private final AtomicInteger hints = new AtomicInteger();
  private TestChopsticks node;
  private SocketSubstrateRpc rpc;

  @BeforeAll
  void start() {
    node = TestChopsticks.start();
    rpc =
        new SocketSubstrateRpc(
            new SocketEndpoint(
                node.url(),
                Credentials.NONE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                64 * 1024 * 1024),
            hints::incrementAndGet);
  }

  @AfterAll
  void stop() {
    rpc.close();
    node.close();
  }

  @Test
  void everyHeaderHasTheHashThatTheNodeSays() {
    node.newBlocks(2);
    for (long height = 1; height <= node.height(); height++) {
      BlockHeader header = rpc.header(node.hash(height)).orElseThrow();
      assertThat(header.height()).isEqualTo(height);
      assertThat(header.hash()).isEqualTo(node.hash(height));
    }
    assertThat(rpc.head().height()).isEqualTo(node.height());
    assertThat(rpc.finalizedHead()).isEqualTo(rpc.head());
    assertThat(rpc.blockHash(node.height() + 1)).isEmpty();
  }

  @Test
  void theRuntimeTakesWhatWeSignAndItsEventsSayWhatHappened() {
    Outsider alice = new Outsider(rpc, 1);
    alice.getRich(node, ROC.multiply(BigInteger.valueOf(1000)));
    DepositAccounts deposits = new DepositAccounts(new Outsider(rpc, 2).account());
    String hash = alice.send(new Call.Transfer(deposits.account(65_540), ROC), 0);
    node.newBlocks(1);

    RawBlock block = rpc.block(rpc.head().hash()).orElseThrow();
    List<String> hashes = block.extrinsics().stream().map(Extrinsic::hash).toList();
    assertThat(hashes).contains(hash);
    Event paid =
        events().stream()
            .filter(it -> it.is("Balances", "Transfer"))
            .filter(it -> it.fields().field("to", 1).hex().equals(deposits.account(65_540).hex()))
            .findFirst()
            .orElseThrow();
    assertThat(paid.extrinsic()).isEqualTo(hashes.indexOf(hash));
    assertThat(paid.fields().field("amount", 2).number()).isEqualTo(ROC);
  }

  @Test
  void oneSignatureMovesManyDepositsAndPaysOrDoesNothing() {
    Outsider treasury = new Outsider(rpc, 3);
    treasury.getRich(node, ROC);
    DepositAccounts deposits = new DepositAccounts(treasury.account());
    for (int number : new int[] {0, 70_000}) {
      node.setBalance(
          Outsider.SPELLING.address(deposits.account(number)), ROC.multiply(BigInteger.TEN));
    }
    Outsider payee = new Outsider(rpc, 4);
    List<Call> sweeps =
        List.of(new Call.Sweep(0, treasury.account()), new Call.Sweep(70_000, treasury.account()));
    BigInteger amount = ROC.multiply(BigInteger.valueOf(20));

    treasury.send(
        together(sweeps, new Call.Transfer(payee.account(), amount.multiply(BigInteger.TWO))), 0);
    node.newBlocks(1);

    assertThat(events()).anyMatch(it -> it.is("System", "ExtrinsicFailed"));
    assertThat(Outsider.balance(rpc, deposits.account(0))).isEqualTo(ROC.multiply(BigInteger.TEN));

    treasury.send(together(sweeps, new Call.Transfer(payee.account(), amount)), 1);
    node.newBlocks(1);

    assertThat(events()).noneMatch(it -> it.is("System", "ExtrinsicFailed"));
    assertThat(Outsider.balance(rpc, payee.account())).isEqualTo(amount);
    assertThat(Outsider.balance(rpc, deposits.account(70_000))).isZero();
  }

  @Test
  void saysNoToWhatIsNoExtrinsicAndToOneWithoutMoney() {
    assertThatThrownBy(() -> rpc.submit("0x1234")).isInstanceOf(RpcError.class);
    Outsider poor = new Outsider(rpc, 5);
    assertThatThrownBy(() -> poor.send(new Call.Transfer(poor.account(), ROC), 0))
        .isInstanceOf(RpcError.class);
    assertThat(
            rpc.fee(poor.sign(new Call.Transfer(poor.account(), ROC), 0).hex(), rpc.head().hash()))
        .isPositive();
  }

  @Test
  void hintsThatThereIsANewBlock() {
    rpc.head();
    int before = hints.get();
    node.newBlocks(1);
    Awaitility.await().until(() -> hints.get() > before);
  }

  @Test
  void aNodeThatHangsIsGivenUpAndTakenUpAgain() {
    try (SocketSubstrateRpc impatient =
        new SocketSubstrateRpc(
            new SocketEndpoint(
                node.url(),
                Credentials.NONE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                1_000_000),
            () -> {})) {
      impatient.head();
      node.hang();
      try {
        assertThatThrownBy(impatient::head).isInstanceOf(NodeTimedOut.class);
      } finally {
        node.resume();
      }
      Awaitility.await()
          .ignoreExceptionsInstanceOf(NodeFailure.class)
          .until(() -> impatient.head().height() > 0);
    }
  }

  @Test
  void readsNoMessageBeyondItsLimit() {
    try (SocketSubstrateRpc small =
        new SocketSubstrateRpc(
            new SocketEndpoint(
                node.url(),
                Credentials.NONE,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                10_000),
            () -> {})) {
      String head = small.head().hash();
      assertThatThrownBy(() -> small.metadata(head))
          .isInstanceOf(NodeFailure.class)
          .hasMessageContaining("longer than 10000");
      assertThat(small.head().hash()).isEqualTo(head);
    }
  }

  private static Call together(List<Call> first, Call last) {
    return new Call.Together(Stream.concat(first.stream(), Stream.of(last)).toList());
  }

  private List<Event> events() {
    String head = rpc.head().hash();
    BlockEvents read =
        BlockEvents.read(
            Metadata.read(rpc.metadata(head)),
            rpc.storage(StorageKeys.events(), head).orElseThrow());
    assertThat(read.unreadable()).isNull();
    return read.events();
  }
}

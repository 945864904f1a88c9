package io.holdfast.chain.evm;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.contract.RailContract;
import io.holdfast.chain.contract.TwoLines;
import io.holdfast.chain.endpoint.EndpointState;
import io.holdfast.chain.endpoint.EndpointState.Health;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rail of Polkadot's contracts on a real anvil. */
class EvmRailPeerIT extends RailContract<EvmPeer, EvmHarness> {
  private static final String REFUSES_ALL = "0x60006000fd";
  private static final String EMITS_RUBBISH = "0x60016000a000";
  private static final String NOBODY = "deposit-request:unclaimed";

  @Override
  protected EvmPeer start() {
    TestAnvil node = TestAnvil.start();
    node.mine(10);
    return new EvmPeer(node);
  }

  // ---- endpoints

  @Test
  void believesNoNodeOfAnotherChainThatHasTheSameId() {
    try (TestAnvil stranger = TestAnvil.start()) {
      stranger.mine((int) peer.height() + 10);
      TwoLines<EvmRpc> lines = rail.takeTwoLines(stranger.url());
      peer.mine(2);
      rail.ledger.forget();

      rail.turn();

      assertThat(lines.states())
          .extracting(EndpointState::health)
          .containsExactly(Health.REFUSED, Health.WELL);
      assertThat(rail.state()).contains(RailState.FOLLOWING);
      assertStoredChainIsThePeers();
    }
  }

  // ---- deposits

  @Test
  void keepsAPlainTransferToTheTreasuryAside() {
    String transaction = node().pay(rail.treasury().value(), BigInteger.TEN);
    peer.mine(1);

    rail.turn();

    assertThat(lastReport().transaction()).isEqualTo(transaction);
    assertThat(lastReport().output()).isZero();
    assertThat(lastReport().requestId().value()).isEqualTo(NOBODY);
    assertThat(rail.ledger.told(CountConfirmations.class)).isEmpty();
  }

  @Test
  void keepsADepositForARequestThatNobodyMadeAside() {
    peer.deposit(rail.deposits.value(), BigInteger.TWO.pow(255), 7);
    node().pay(rail.deposits.value(), BigInteger.valueOf(8));
    peer.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class))
        .allSatisfy(report -> assertThat(report.requestId().value()).isEqualTo(NOBODY))
        .extracting(report -> report.amount().digits())
        .containsExactlyInAnyOrder("7", "8");
    assertThat(node().balance(rail.treasury().value())).isEqualTo(15);
  }

  @Test
  void seesAPaymentThatAContractMade() {
    String wallet = node().deploy(Contract.wallet(rail.deposits));
    String address = rail.depositAddress("a");
    BigInteger request = new BigInteger(address.substring(address.indexOf('=') + 1));
    String data = Hex.of(Abi.call("deposit(uint256)", Abi.word(request)));
    String transaction = node().send(node().somebody(3), wallet, BigInteger.valueOf(99), data);
    peer.mine(1);

    rail.turn();

    assertThat(lastReport().transaction()).isEqualTo(transaction);
    assertThat(lastReport().requestId().value()).isEqualTo("deposit-request:a");
    assertThat(lastReport().amount().minor()).isEqualTo(99);
    assertThat(rail.text("SELECT payer FROM rail.payment"))
        .isEqualTo(new Address(wallet).checksummed());
  }

  @Test
  void reportsNothingOfADepositThatWasReverted() {
    node().setBalance(rail.treasury().value(), BigInteger.ZERO);
    node().call("anvil_setCode", rail.treasury().value(), REFUSES_ALL);
    peer.pay(rail.depositAddress("a"), 5);
    node().pay(rail.treasury().value(), BigInteger.TEN);
    peer.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class)).isEmpty();
  }

  @Test
  void countsADepositFinalOnlyWhenTheChainSaysSo() {
    peer.pay(rail.depositAddress("a"), 5);
    peer.mine(4);
    rail.turn();
    assertThat(confirmations()).containsExactly(1L, 2L, 3L);

    peer.mine(1);
    rail.turn();

    assertThat(confirmations().getLast()).isGreaterThanOrEqualTo(EvmHarness.FINALITY_DEPTH);
  }

  @Test
  void namesADepositAlikeWhateverBlockHoldsIt() {
    peer.pay(rail.depositAddress("a"), 5);
    peer.mine(1);
    rail.turn();
    ReportPayment before = lastReport();
    peer.reorganise(1);
    peer.deposit(rail.deposits.value(), BigInteger.ONE, 7);
    peer.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(OrphanPayment.class)).hasSize(1);
    assertThat(rail.ledger.told(ReportPayment.class))
        .filteredOn(report -> report.depositId().equals(before.depositId()))
        .extracting(ReportPayment::block)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  // ---- following

  @Test
  void followsNoNodeOfAnotherChain() {
    rail.restartWith("chain-id", 1);
    rail.ledger.forget();
    peer.mine(1);

    rail.turn();

    assertThat(rail.state()).contains(RailState.FROZEN);
    assertThat(rail.ledger.told(ApplyBlock.class)).isEmpty();
  }

  @Test
  void followsNoChainWhoseDepositContractPaysSomebodyElse() {
    String stranger = node().deploy(Contract.deposits(new Address(node().somebody(6))));
    rail.restartWith("deposit-contract", stranger);
    rail.ledger.forget();

    rail.turn();

    assertThat(rail.state()).contains(RailState.FROZEN);
    assertThat(rail.ledger.told(ApplyBlock.class)).isEmpty();
  }

  @Test
  void goesBackWithAChainThatIsRolledBackAndForwardOnAnotherBranch() {
    peer.pay(rail.depositAddress("a"), 5);
    peer.mine(3);
    rail.turn();
    node().rollBack(3);
    peer.mine(1);
    rail.turn();
    assertThat(rail.state()).contains(RailState.STALLED);

    peer.mine(3);
    rail.turn();

    assertThat(rail.ledger.told(OrphanPayment.class)).hasSize(1);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertStoredChainIsThePeers();
  }

  @Test
  void goesBackToASnapshot() {
    String snapshot = node().snapshot();
    peer.pay(rail.depositAddress("a"), 5);
    peer.mine(2);
    rail.turn();
    node().revertTo(snapshot);
    node().call("evm_increaseTime", 5);
    peer.mine(3);

    rail.turn();

    assertThat(rail.ledger.told(OrphanPayment.class)).hasSize(1);
    assertStoredChainIsThePeers();
  }

  // ---- events of contracts

  @Test
  void keepsTheEventsOfTheEscrowContractWithTheirBlocks() {
    String opening = open("order-1", 1_000);
    peer.mine(1);
    rail.turn();
    String block = peer.blockOf(opening);

    assertThat(rail.events("contract = '" + rail.escrow.value() + "'"))
        .containsExactly("Opened true");
    assertThat(rail.text("SELECT block_hash FROM rail.contract_event")).isEqualTo(block);
    assertThat(rail.text("SELECT content ->> 'amount' FROM rail.contract_event")).isEqualTo("1000");
    assertThat(rail.text("SELECT content ->> 'order' FROM rail.contract_event"))
        .isEqualTo(order("order-1"));
  }

  @Test
  void keepsAnEventWhoseBlockLostItsPlaceAndSaysSo() {
    String opening = open("order-2", 1_000);
    peer.mine(1);
    rail.turn();
    String lost = peer.blockOf(opening);
    peer.reorganise(1);
    rail.turn();
    assertThat(rail.events("block_hash = '" + lost + "'")).containsExactly("Opened false");

    peer.mine(1);
    rail.turn();

    assertThat(rail.events("transaction = '" + opening + "'"))
        .containsExactlyInAnyOrder("Opened false", "Opened true");
  }

  @Test
  void parksAnEventThatItCannotReadAndGoesOn() {
    node().call("anvil_setCode", rail.escrow.value(), EMITS_RUBBISH);
    node().pay(rail.escrow.value(), BigInteger.ZERO);
    peer.pay(rail.depositAddress("a"), 5);
    peer.mine(1);

    rail.turn();
    rail.restart();
    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.parked WHERE command = 'ContractEvent'"))
        .isOne();
    assertThat(rail.events("problem IS NOT NULL"))
        .containsExactly("no event that this contract declares true");
    assertThat(lastReport().amount().minor()).isEqualTo(5);
    assertThat(rail.appliedHeights()).contains(peer.height());
  }

  // ---- withdrawals

  @Test
  void paysSeveralInOneBlockWithNumbersInARow() {
    fund();
    rail.withdraw("first", 10, peer.outsideAddress());
    rail.withdraw("second", 20, new Address(node().somebody(4)).checksummed());
    rail.withdraw("third", 30, peer.outsideAddress());

    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .extracting(count -> count.withdrawalId().value())
        .contains("withdrawal:first", "withdrawal:second", "withdrawal:third");
    assertThat(rail.text("SELECT string_agg(sequence::text, ' ' ORDER BY number) FROM rail.payout"))
        .isEqualTo("0 1 2");
  }

  @Test
  void waitsForCoinsSaysSoAndGoesOnWhenTheyCome() {
    String id = rail.withdraw("w", peer.ordinaryAmount(), peer.outsideAddress());
    rail.turn();
    assertThat(rail.detailOf(id)).startsWith("waits for coins");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();

    fund();
    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(RecordBroadcast.class)).hasSize(1);
    assertThat(rail.detailOf(id)).isEmpty();
  }

  @Test
  void promisesNoCoinsTwice() {
    fund();
    rail.withdraw("first", 3 * peer.ordinaryAmount(), peer.outsideAddress());
    String second = rail.withdraw("second", 3 * peer.ordinaryAmount(), peer.outsideAddress());

    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.detailOf(second)).startsWith("waits for coins");
  }

  @Test
  void waitsWhileGasCostsMoreThanIsAllowed() {
    rail.restartWith("max-fee-per-gas-wei", 1);
    fund();
    String id = rail.withdraw("w", 10, peer.outsideAddress());

    rail.turn();

    assertThat(rail.detailOf(id)).startsWith("waits for gas");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
  }

  @Test
  void givesADestinationThatRefusesThePaymentNoNumber() {
    fund();
    Address refuses = somewhere("refuses");
    node().call("anvil_setCode", refuses.value(), REFUSES_ALL);
    String refused = rail.withdraw("refused", 10, refuses.checksummed());
    rail.withdraw("paid", 10, peer.outsideAddress());

    rail.turn();
    rail.turn();

    assertThat(rail.detailOf(refused)).startsWith("the destination refuses the payment");
    assertThat(only(RecordBroadcast.class).withdrawalId().value()).isEqualTo("withdrawal:paid");
    assertThat(rail.text("SELECT max(sequence)::text FROM rail.payout")).isEqualTo("0");
  }

  @Test
  void failsAPaymentThatTheChainRefusedOnlyWhenThatIsFinal() {
    fund();
    Address destination = somewhere("turns");
    String id = rail.withdraw("w", 10, destination.checksummed());
    rail.turn();
    rail.turn();
    node().call("anvil_setCode", destination.value(), REFUSES_ALL);
    peer.mine(1);
    rail.turn();
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class)).isEmpty();
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();
    assertThat(rail.detailOf(id)).contains("waits until that is final");

    mineUntilFinal();
    rail.turn();
    rail.turn();

    assertThat(only(FailWithdrawal.class).withdrawalId().value()).isEqualTo(id);
    assertThat(only(RecordChainFee.class).chainFee().minor()).isEqualTo(paidForGas(id));
  }

  @Test
  void tellsWhatTheChainTookForAPaymentToTheLastWei() {
    fund();
    BigInteger before = node().balance(rail.treasury().value());
    String id = rail.withdraw("w", 10, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();

    BigInteger fee = only(RecordChainFee.class).chainFee().minor();
    assertThat(fee).isEqualTo(paidForGas(id));
    assertThat(fee).isLessThan(only(RecordSigned.class).chainFee().minor());
    assertThat(node().balance(rail.treasury().value()))
        .isEqualTo(before.subtract(BigInteger.TEN).subtract(fee));
  }

  @Test
  void failsAPaymentWhoseNumberAnotherTransactionFinallyTook() {
    fund();
    String id = rail.withdraw("w", 10, peer.outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    rail.spendElsewhere(0, peer.outsideAddress(), 1);
    peer.mine(1);
    rail.turn();
    rail.turn();
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();

    mineUntilFinal();
    rail.turn();
    rail.turn();

    assertThat(only(FailWithdrawal.class).withdrawalId().value()).isEqualTo(id);
    assertThat(rail.ledger.told(RecordBroadcast.class)).isEmpty();

    rail.withdraw("next", 10, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class)).isNotEmpty();
  }

  @Test
  void leavesNoGapWhereTheLedgerRefusesTheBytes() {
    fund();
    rail.withdraw("cancelled", 10, peer.outsideAddress());
    rail.ledger.refuse(
        command ->
            command instanceof RecordSigned signed
                && signed.targetId().equals("withdrawal:cancelled"));
    rail.withdraw("next", 20, peer.outsideAddress());

    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .extracting(count -> count.withdrawalId().value())
        .containsOnly("withdrawal:next");
    assertThat(rail.text("SELECT max(sequence)::text FROM rail.payout")).isEqualTo("0");
  }

  @Test
  void sendsTheSameBytesAgainWhenTheNodeForgotThem() {
    fund();
    rail.withdraw("w", 10, peer.outsideAddress());
    rail.turn();
    rail.turn();
    String transaction = only(RecordSigned.class).transaction();
    node().drop(transaction);
    assertThat(peer.knows(transaction)).isFalse();

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () -> {
              rail.turn();
              assertThat(peer.knows(transaction)).isTrue();
            });

    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
  }

  // ---- reconciliation

  @Test
  void recordsOnceWhatWasThereBeforeTheFirstBlock() {
    try (EvmHarness late = new EvmHarness(node(), -3)) {
      node().pay(late.treasury().value(), BigInteger.valueOf(700));
      node().mine(5);
      node().pay(late.treasury().value(), BigInteger.valueOf(30));
      node().mine(2);
      late.turn();

      assertThat(lines(late.compare()))
          .containsEntry("there before the first block", 700L)
          .containsEntry("payments in suspense", 30L);

      node().setBalance(late.treasury().value(), BigInteger.valueOf(731));
      node().mine(1);
      late.turn();
      List<Command> told = late.compare();
      Difference more = onlyDifference(told.getFirst());
      assertThat(lines(told)).containsEntry("there before the first block", 700L);
      assertThat(more.kind()).isEqualTo(DifferenceKind.UNOBSERVED);
      assertThat(more.subject()).isEqualTo(late.treasury().checksummed());
      assertThat(more.expected().digits() + " " + more.found().digits()).isEqualTo("730 731");
      assertThat(more.evidence()).contains(new Evidence("there before the first block", "700"));
    }
  }

  @Test
  void missesMoneyThatLeftInAWayThatNoBlockTells() {
    fund();
    mineUntilFinal();
    rail.turn();
    assertAgrees();
    BigInteger had = node().balance(rail.treasury().value());
    node().setBalance(rail.treasury().value(), had.subtract(BigInteger.TEN));
    peer.mine(1);
    rail.turn();

    List<Command> told = rail.compare();

    assertThat(onlyDifference(told.getFirst()).kind()).isEqualTo(DifferenceKind.MISSING);
    assertThat(comparison(told.getFirst()).unexplained().digits()).isEqualTo("-10");
    assertThat(told).hasSize(1);
  }

  @Test
  void explainsTheFeeOfAPayoutThatTheChainRefusedBeforeAndAfterItIsBooked() {
    fund();
    Address destination = somewhere("turns once more");
    String id = rail.withdraw("w", 10, destination.checksummed());
    rail.turn();
    rail.turn();
    node().call("anvil_setCode", destination.value(), REFUSES_ALL);
    peer.mine(1);
    rail.turn();
    assertThat(assertAgrees())
        .containsEntry("fees of payouts that the chain refused", -paidForGas(id).longValueExact());

    mineUntilFinal();
    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(FailWithdrawal.class)).hasSize(1);
    assertThat(assertAgrees()).isEmpty();
  }

  @Test
  void seesAFeeThatWasBookedForLessThanTheChainTook() {
    fund();
    rail.withdraw("w", 10, peer.outsideAddress());
    rail.turn();
    rail.turn();
    rail.ledger.refuse(RecordChainFee.class::isInstance);
    mineUntilFinal();
    rail.turn();

    Difference fee = onlyDifference(rail.compare().getFirst());

    assertThat(fee.kind()).isEqualTo(DifferenceKind.BOOKS_DIFFER);
  }

  private static Map<String, Long> lines(List<Command> told) {
    return comparison(told.getFirst()).lines().stream()
        .collect(toMap(Line::name, line -> line.amount().minor().longValueExact()));
  }

  // ---- helpers

  private TestAnvil node() {
    return peer.node();
  }

  /** What the node's receipt says. */
  private BigInteger paidForGas(String withdrawalId) {
    String transaction =
        rail.text("SELECT txid FROM rail.payout WHERE withdrawal_id = '" + withdrawalId + "'");
    return rail.node().receipts(List.of(transaction)).get(transaction).fee();
  }

  private List<Long> confirmations() {
    return rail.ledger.told(CountConfirmations.class).stream()
        .map(CountConfirmations::confirmations)
        .toList();
  }

  private String open(String order, long wei) {
    String data =
        Hex.of(
            Abi.call(
                "open(bytes32,address)",
                Keccak.hash(order),
                Abi.word(new Address(node().somebody(2)))));
    return node().send(node().somebody(1), rail.escrow.value(), BigInteger.valueOf(wei), data);
  }

  private static String order(String name) {
    return Hex.of(Keccak.hash(name));
  }

  private static Address somewhere(String name) {
    return Address.of(Keccak.hash(name + "-0123456789012345678901234567890"));
  }
}

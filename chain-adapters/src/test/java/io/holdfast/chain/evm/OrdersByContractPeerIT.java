package io.holdfast.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderContract.Side;
import io.holdfast.api.query.OrderContract;
import io.holdfast.api.query.OrderContract.Act;
import io.holdfast.api.query.OrderContract.Call;
import io.holdfast.api.query.OrderContract.State;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.user.IdentifierClaimed;
import io.holdfast.api.user.IdentifierReleased;
import io.holdfast.api.user.UserId;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Orders that follow the escrow contract on a real anvil. Each acts under their own key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersByContractPeerIT {
  private static final String ORDER = "order:1";
  private static final long PRICE = 1_001;
  private static final String BEA = "user:bea";
  private static final String SAM = "user:sam";

  private EvmPeer peer;
  private TestAnvil node;
  private String buyer;
  private String seller;
  private String stranger;
  private String mediator;
  private EvmHarness rail;

  @BeforeAll
  void aChain() {
    node = TestAnvil.start();
    node.mine(10);
    peer = new EvmPeer(node);
    buyer = node.somebody(1);
    seller = node.somebody(2);
    stranger = node.somebody(3);
    mediator = node.somebody(7);
  }

  @BeforeEach
  void anOrderByContract() {
    peer.mine(1);
    rail = peer.rail(2);
    linked(buyer, BEA);
    linked(seller, SAM);
    rail.orders().on(created(ORDER));
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
  void followsFromTheOpeningToThePayoutAndOnlyWhatIsFinal() {
    String opening = open(buyer, seller, PRICE);
    peer.mine(1);
    rail.turn();
    assertThat(followed()).isEmpty();

    turnUntilFinal();

    FollowContract funded = followed().getFirst();
    assertThat(funded.orderId().value()).isEqualTo(ORDER);
    assertThat(funded.step()).isEqualTo(ContractStep.FUNDED);
    assertThat(funded.source()).startsWith(opening + ":");
    assertThat(rail.ledger.metadataOf(funded)).containsValue(peer.blockOf(opening));

    act(seller, "ship");
    act(buyer, "release");
    turnUntilFinal();

    assertThat(steps())
        .containsExactly(ContractStep.FUNDED, ContractStep.SHIPPED, ContractStep.PAID_OUT);
    assertPaid(followed().getLast(), PRICE, 0);
    rail.restart();
    turnUntilFinal();
    assertThat(followed()).hasSize(3);
    assertNothingParked();
  }

  @Test
  void followsADisputeToItsSplit() {
    open(buyer, seller, PRICE);
    act(seller, "ship");
    act(seller, "dispute");
    split(334);
    turnUntilFinal();

    assertThat(steps())
        .containsExactly(
            ContractStep.FUNDED,
            ContractStep.SHIPPED,
            ContractStep.DISPUTED,
            ContractStep.PAID_OUT);
    assertThat(followed().get(2).by()).isEqualTo(new UserId(SAM));
    assertPaid(followed().getLast(), 334, PRICE - 334);
  }

  @Test
  void changesNothingWhereABlockLosesItsPlaceBeforeItIsFinal() {
    String snapshot = node.call("evm_snapshot").asString();
    open(buyer, seller, PRICE);
    peer.mine(1);
    rail.turn();
    node.revertTo(snapshot);
    open(buyer, seller, PRICE + 7);
    node.call("evm_increaseTime", 5);
    turnUntilFinal();

    assertThat(followed()).isEmpty();
    assertThat(problems()).containsExactly("of another amount than the price");
  }

  @Test
  void followsWhatStandsInAnotherBlockAfterAReorganisationOnce() {
    String opening = open(buyer, seller, PRICE);
    peer.mine(1);
    rail.turn();
    peer.reorganise(1);
    rail.turn();
    turnUntilFinal();

    assertThat(steps()).containsExactly(ContractStep.FUNDED);
    assertThat(rail.ledger.metadataOf(followed().getFirst())).containsValue(peer.blockOf(opening));
  }

  @Test
  void parksWhatIsForNoOrderOfOursAndFollowsItOnceTheOrderIsKnown() {
    openFor("order:unknown", buyer, seller, PRICE);
    turnUntilFinal();

    assertThat(followed()).isEmpty();
    assertThat(problems()).containsExactly("for no order of ours");
    assertThat(parked()).isOne();
    rail.orders().on(created("order:unknown"));
    rail.turn();
    assertThat(steps()).containsExactly(ContractStep.FUNDED);
    assertThat(problems()).isEmpty();
  }

  @Test
  void parksWhatOthersOpenUnderTheNameOfAnOrderAndAllThatFollowsFromIt() {
    open(stranger, seller, PRICE);
    open(buyer, stranger, PRICE);
    act(seller, "release", stranger);
    act(stranger, "release", stranger);
    turnUntilFinal();

    assertThat(followed()).isEmpty();
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "paid from a wallet that is not the buyer's",
            "for a wallet that is not the seller's",
            "of an opening that the order does not follow");
  }

  @Test
  void parksAnotherAmountThanThePriceByOneUnit() {
    open(buyer, seller, PRICE - 1);
    turnUntilFinal();

    assertThat(followed()).isEmpty();
    assertThat(problems()).containsExactly("of another amount than the price");
    assertThat(parked()).isOne();
  }

  @Test
  void parksWhatTheOrderRefusesAndGoesOn() {
    rail.ledger.refuse(
        command ->
            command instanceof FollowContract follow && follow.step() == ContractStep.SHIPPED);
    open(buyer, seller, PRICE);
    act(seller, "ship");
    act(buyer, "release");
    turnUntilFinal();

    assertThat(steps()).containsExactly(ContractStep.FUNDED, ContractStep.PAID_OUT);
    assertThat(problems()).containsExactly("refused by the test");
    assertThat(parked()).isOne();
  }

  @Test
  void goesOnFollowingAnOpeningWhoseWalletIsUnlinkedLater() {
    open(buyer, seller, PRICE);
    turnUntilFinal();
    rail.orders().on(new IdentifierReleased(wallet(buyer), BEA));
    linked(buyer, "user:eve");
    act(buyer, "release");
    turnUntilFinal();

    assertThat(steps()).containsExactly(ContractStep.FUNDED, ContractStep.PAID_OUT);
  }

  @Test
  void asksTheContractWhereSomebodyDoubtsAndTellsHowItStands() {
    open(buyer, seller, PRICE);
    act(seller, "ship");
    act(seller, "dispute");
    turnUntilFinal();
    rail.ledger.forget();

    doubted(Instant.EPOCH);
    rail.turn();

    assertThat(steps()).containsExactly(ContractStep.DISPUTED);
    assertThat(followed().getFirst().by()).isEqualTo(new UserId(SAM));
    assertThat(followed().getFirst().source()).startsWith("state:");
    rail.turn();
    assertThat(followed()).hasSize(1);

    split(334);
    turnUntilFinal();
    rail.ledger.forget();
    doubted(Instant.EPOCH);
    rail.turn();
    assertPaid(followed().getFirst(), 334, PRICE - 334);
  }

  @Test
  void comparesOrdersThatAreNotOverWithTheirContractWheneverBooksAreCompared() {
    open(buyer, seller, PRICE);
    turnUntilFinal();
    rail.ledger.forget();

    rail.orders().on(compared("solana"));
    rail.turn();
    assertThat(followed()).isEmpty();
    rail.orders().on(compared(EvmRail.ID));
    rail.turn();
    assertThat(steps()).containsExactly(ContractStep.FUNDED);

    rail.ledger.forget();
    rail.orders().on(new OrderReleased(ORDER, "BUYER"));
    rail.orders().on(compared(EvmRail.ID));
    rail.turn();
    assertThat(followed()).isEmpty();
  }

  private static BooksCompared compared(String rail) {
    return new BooksCompared(
        rail, "DOT", 7, "0xaa", 1, "0", "0", List.of(), List.of(), "0", List.of(), 0);
  }

  @Test
  void tellsThatThereIsNothingOnlyOfABlockAfterTheTimeForPaying() {
    doubted(Instant.now().plus(Duration.ofDays(1)));
    turnUntilFinal();
    assertThat(followed()).isEmpty();
    assertThat(asked()).isOne();

    rail.orders().on(compared(EvmRail.ID));
    turnUntilFinal();
    assertThat(followed()).isEmpty();
    assertThat(asked()).isOne();

    doubted(Instant.EPOCH);
    rail.turn();
    assertThat(steps()).containsExactly(ContractStep.NOTHING);
    assertThat(asked()).isZero();
  }

  @Test
  void tellsNothingWhereNobodyWaitsForThat() {
    rail.orders().on(compared(EvmRail.ID));
    rail.turn();

    assertThat(followed()).isEmpty();
    assertThat(asked()).isZero();
  }

  @Test
  void tellsOfOneOpeningOnlyAndOfOneThatGoesOnBeforeOneThatIsOver() {
    String third = node.somebody(4);
    linked(stranger, BEA);
    linked(third, BEA);
    rail.ledger.refuse(FollowContract.class::isInstance);
    openAndRefund(buyer);
    openAndRefund(stranger);
    open(third, seller, PRICE);
    turnUntilFinal();
    rail.ledger.refuse(_ -> false);
    assertThat(followed()).isEmpty();

    doubted(Instant.EPOCH);
    rail.turn();

    assertThat(steps()).containsExactly(ContractStep.FUNDED);
    assertThat(rail.lines("SELECT buyer_address FROM rail.contract_order"))
        .containsExactly(third.toLowerCase(Locale.ROOT));
  }

  private void openAndRefund(String who) {
    open(who, seller, PRICE);
    act(seller, "refund", who);
  }

  @Test
  void isBoundToNothingThatItRefuses() {
    rail.ledger.refuse(FollowContract.class::isInstance);
    open(buyer, seller, PRICE);
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    doubted(Instant.EPOCH);
    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.contract_order WHERE buyer_address > ''"))
        .isZero();
    assertThat(rail.count("SELECT count(*) FROM rail.parked WHERE command = 'FollowContract'"))
        .isOne();
  }

  @Test
  void asksTheContractInWhichItWasOpenedThoughAnotherIsSet() {
    open(buyer, seller, PRICE);
    turnUntilFinal();
    act(seller, "ship");
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    rail.restartWith("escrow-contract", anotherEscrow().checksummed());
    rail.ledger.forget();
    rail.turn();
    assertThat(followed()).isEmpty();

    doubted(Instant.EPOCH);
    rail.turn();
    assertThat(steps()).containsExactly(ContractStep.SHIPPED);
  }

  private Address anotherEscrow() {
    return new Address(node.deploy(Contract.escrow(new Address(mediator), new Address(stranger))));
  }

  private void doubted(Instant at) {
    rail.orders().on(new ContractAsked(ORDER, 1), at);
  }

  private long asked() {
    return rail.count("SELECT count(*) FROM rail.contract_order WHERE asked");
  }

  @Test
  void freezesWhereThereIsNoContractThoughOneIsSet() {
    rail.restartWith("escrow-contract", new Address(node.somebody(6)).checksummed());
    rail.turn();

    assertThat(rail.ledger.told(ChangeRailState.class).getLast().reason())
        .contains("is no contract");
  }

  @Test
  void tellsEachSideWhatToSendAndThatTakesTheOrderToItsEndAndTheMoneyToTheSeller() {
    OrderContract before = told(Side.BUYER);
    assertThat(before.contract()).isEqualTo(rail.escrow.checksummed());
    assertThat(before.chainId()).isEqualTo("31337");
    assertThat(before.state()).isEqualTo(State.NONE);
    assertThat(before.sellerWallet()).isEqualTo(new Address(seller).checksummed());
    assertThat(told(Side.SELLER).calls()).isEmpty();
    assertThat(told(null).calls()).isEmpty();

    send(before, Act.OPEN);
    rail.turn();
    OrderContract opened = told(Side.SELLER);
    assertThat(opened.state()).isEqualTo(State.FUNDED);
    assertThat(opened.isFinal()).isFalse();
    assertThat(opened.dueAtMillis()).isPositive();
    assertActs(opened, Act.SHIP, Act.REFUND);
    assertActs(told(Side.BUYER), Act.RELEASE, Act.DISPUTE);
    turnUntilFinal();
    assertThat(told(null).isFinal()).isTrue();

    send(opened, Act.SHIP);
    rail.turn();
    assertActs(told(Side.SELLER), Act.REFUND, Act.DISPUTE);
    send(told(Side.BUYER), Act.RELEASE);
    rail.turn();
    OrderContract over = told(Side.SELLER);
    assertThat(over.state()).isEqualTo(State.PAID_OUT);
    assertThat(over.toSeller()).isEqualTo(Long.toString(PRICE));
    assertActs(over, Act.WITHDRAW);
    assertThat(told(Side.BUYER).calls()).isEmpty();

    send(over, Act.WITHDRAW);
    turnUntilFinal();
    assertThat(told(Side.SELLER).calls()).isEmpty();
    assertThat(steps())
        .containsExactly(ContractStep.FUNDED, ContractStep.SHIPPED, ContractStep.PAID_OUT);
    assertThat(node.balance(rail.escrow.value())).isZero();
  }

  @Test
  void tellsADisputedOrdersSidesHowToEndItThemselvesOnceTheTimeIsOver() {
    send(told(Side.BUYER), Act.OPEN);
    rail.turn();
    send(told(Side.BUYER), Act.DISPUTE);
    rail.turn();
    assertActs(told(Side.BUYER), Act.RELEASE);
    assertActs(told(Side.SELLER), Act.REFUND);

    rail.passes(Duration.ofSeconds(Contract.DECISION_SECONDS + 60));
    assertActs(told(Side.BUYER), Act.RELEASE, Act.SETTLE);
    assertActs(told(Side.SELLER), Act.REFUND, Act.SETTLE);
    send(told(Side.SELLER), Act.REFUND);
    rail.turn();
    assertActs(told(Side.BUYER), Act.WITHDRAW);
    assertThat(told(Side.SELLER).calls()).isEmpty();
  }

  @Test
  void tellsWhoWaitedLongEnoughHowToGetOutAlone() {
    send(told(Side.BUYER), Act.OPEN);
    rail.turn();
    rail.passes(Duration.ofSeconds(Contract.SHIPPING_SECONDS + 60));
    assertActs(told(Side.BUYER), Act.RELEASE, Act.DISPUTE, Act.REFUND);
    send(told(Side.SELLER), Act.SHIP);
    rail.turn();
    assertActs(told(Side.SELLER), Act.REFUND, Act.DISPUTE);
    rail.passes(Duration.ofSeconds(Contract.CONFIRMATION_SECONDS + 60));
    assertActs(told(Side.SELLER), Act.RELEASE, Act.REFUND, Act.DISPUTE);
  }

  @Test
  void tellsAnOpeningThatDoesNotCountWithItsReasonAndTheSellerHowToGiveItBack() {
    open(buyer, seller, PRICE - 1);
    rail.turn();
    OrderContract bought = told(Side.BUYER);
    assertThat(bought.problem()).isEqualTo("of another amount than the price");
    assertThat(bought.calls()).isEmpty();
    OrderContract sold = told(Side.SELLER);
    assertActs(sold, Act.REFUND);

    linked(stranger, BEA);
    OrderContract again = told(Side.BUYER);
    assertActs(again, Act.OPEN);
    assertThat(again.calls().getFirst().from())
        .containsExactly(new Address(stranger).checksummed());
    send(sold, Act.REFUND);
    send(again, Act.OPEN);
    rail.turn();
    assertThat(told(Side.BUYER).problem()).isNull();
    assertThat(told(Side.BUYER).buyerWallet()).isEqualTo(new Address(stranger).checksummed());
  }

  @Test
  void tellsWhoHasNoWalletToLinkOne() {
    rail.orders().on(new IdentifierReleased(wallet(seller), SAM));
    assertNotLinked(Side.SELLER, "to be paid");
    assertNotLinked(Side.BUYER, "The seller");
    rail.orders().on(new IdentifierReleased(wallet(buyer), BEA));
    assertNotLinked(Side.BUYER, "from which you pay");
    assertThat(told(null).state()).isEqualTo(State.NONE);
    assertThat(rail.contract().of(asked(Side.BUYER, false)).calls()).isEmpty();
  }

  @Test
  void tellsAnOrderOfWhichTheRailHasNotHeardYet() {
    FindOrderContract query =
        new FindOrderContract(
            new OrderId("order:new"),
            new Money(EvmHarness.DOT, BigInteger.TEN),
            BEA,
            SAM,
            Side.BUYER,
            true);
    assertThat(rail.contract().of(query).calls().getFirst().value()).isEqualTo("10");
  }

  @Test
  void tellsTheContractInWhichItWasOpenedThoughAnotherIsSetLater() {
    send(told(Side.BUYER), Act.OPEN);
    turnUntilFinal();
    String code = Contract.escrow(new Address(mediator), new Address(node.somebody(8)));
    rail.restartWith("escrow-contract", new Address(node.deploy(code)).checksummed());

    OrderContract still = told(Side.SELLER);
    assertThat(still.contract()).isEqualTo(rail.escrow.checksummed());
    assertActs(still, Act.SHIP, Act.REFUND);
    send(still, Act.SHIP);
  }

  @Test
  void offersNoOpeningOfAnOrderThatWaitsForNoPrice() {
    assertThat(rail.contract().of(asked(Side.BUYER, false)).calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void endsWhereTheContractEndsHoweverOftenItIsKilled(long seed) {
    Random random = new Random(seed);
    open(buyer, seller, PRICE);
    killed(random);
    act(seller, "ship");
    killed(random);
    if (random.nextBoolean()) {
      peer.reorganise(1);
    }
    killed(random);
    act(buyer, "dispute");
    killed(random);
    split(seed);
    killed(random);
    turnUntilFinal();

    assertThat(followed().stream().map(FollowContract::source).distinct()).hasSize(4);
    assertThat(steps().stream().distinct())
        .containsExactly(
            ContractStep.FUNDED,
            ContractStep.SHIPPED,
            ContractStep.DISPUTED,
            ContractStep.PAID_OUT);
    assertPaid(followed().getLast(), seed, PRICE - seed);
    assertNothingParked();
  }

  // ---- helpers

  private void killed(Random random) {
    peer.mine(1 + random.nextInt(3));
    rail.ledger.dieAfter(1 + random.nextInt(8));
    try {
      rail.turn();
    } catch (LedgerFault fault) {
      assertThat(fault).hasMessageContaining("ledger");
    }
    rail.ledger.recover();
    rail.restart();
  }

  private void turnUntilFinal() {
    peer.mine(EvmHarness.FINALITY_DEPTH + 2);
    rail.turn();
  }

  private OrderContract told(@Nullable Side side) {
    return rail.contract().of(asked(side, true));
  }

  private static FindOrderContract asked(@Nullable Side side, boolean waitsForPrice) {
    return new FindOrderContract(
        new OrderId(ORDER),
        new Money(EvmHarness.DOT, BigInteger.valueOf(PRICE)),
        BEA,
        SAM,
        side,
        waitsForPrice);
  }

  private void assertNotLinked(Side side, String words) {
    assertThatThrownBy(() -> told(side))
        .isInstanceOfSatisfying(
            Rejection.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.WALLET_NOT_LINKED))
        .hasMessageContaining(words);
  }

  private static void assertActs(OrderContract told, Act... acts) {
    assertThat(told.calls()).extracting(Call::act).containsExactly(acts);
  }

  /** Just as it was told, in a block of its own; it succeeds there. */
  private void send(OrderContract told, Act act) {
    Call call = told.calls().stream().filter(each -> each.act() == act).findFirst().orElseThrow();
    String transaction =
        node.send(
            call.from().getFirst(), told.contract(), new BigInteger(call.value()), call.data());
    peer.mine(1);
    JsonNode receipt = node.call("eth_getTransactionReceipt", transaction);
    assertThat(receipt.get("status").asString()).isEqualTo("0x1");
  }

  private List<FollowContract> followed() {
    return rail.ledger.told(FollowContract.class);
  }

  private List<ContractStep> steps() {
    return followed().stream().map(FollowContract::step).toList();
  }

  private static void assertPaid(FollowContract end, long toSeller, long toBuyer) {
    assertThat(end.step()).isEqualTo(ContractStep.PAID_OUT);
    assertThat(end.toSeller().minor()).isEqualTo(toSeller);
    assertThat(end.toBuyer().minor()).isEqualTo(toBuyer);
  }

  private List<String> problems() {
    return rail.lines(
        "SELECT problem FROM rail.contract_event WHERE standing AND problem IS NOT NULL");
  }

  private long parked() {
    return rail.count("SELECT count(*) FROM rail.parked WHERE command = 'ContractEvent'");
  }

  private void assertNothingParked() {
    assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
  }

  private String open(String who, String whose, long wei) {
    return openFor(ORDER, who, whose, wei);
  }

  private String openFor(String order, String who, String whose, long wei) {
    return call(
        who, wei, "open(bytes32,address)", Keccak.hash(order), Abi.word(new Address(whose)));
  }

  private void act(String who, String what) {
    act(who, what, buyer);
  }

  private void act(String who, String what, String of) {
    call(who, 0, what + "(bytes32,address)", Keccak.hash(ORDER), Abi.word(new Address(of)));
  }

  private void split(long toSeller) {
    call(
        mediator,
        0,
        "split(bytes32,address,uint256)",
        Keccak.hash(ORDER),
        Abi.word(new Address(buyer)),
        EvmHarness.word(toSeller));
  }

  /** In a block of its own. Answers with the transaction. */
  private String call(String who, long wei, String signature, byte[]... words) {
    String transaction =
        node.send(
            who, rail.escrow.value(), BigInteger.valueOf(wei), Hex.of(Abi.call(signature, words)));
    peer.mine(1);
    return transaction;
  }

  private void linked(String address, String person) {
    rail.orders().on(new IdentifierClaimed(wallet(address), person));
  }

  private static String wallet(String address) {
    return "wallet:evm:" + new Address(address).checksummed();
  }

  private static OrderCreated created(String id) {
    return new OrderCreated(
        id,
        BEA,
        "account:bea",
        SAM,
        "account:sam",
        null,
        "lamp-1",
        "A lamp",
        null,
        "DOT",
        Long.toString(PRICE),
        "CONTRACT",
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

package io.holdfast.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.contract.ContractEvents;
import io.holdfast.chain.evm.rpc.EvmReceipt;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.rpc.HttpEvmRpc;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the escrow contract does, and refuses, on a real anvil. Each acts under their own key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscrowContractPeerIT {
  private static final BigInteger PRICE = BigInteger.TEN.pow(18);
  private static final String OPEN = "open(bytes32,address)";

  private TestAnvil node;
  private EvmRpc rpc;
  private String buyer;
  private String seller;
  private String stranger;
  private String mediator;
  private String oracle;
  private String escrow;
  private final byte[] order = Keccak.hash("order");

  @BeforeAll
  void aChain() {
    node = TestAnvil.start();
    rpc = new HttpEvmRpc(new NodeEndpoint(node.url(), Credentials.NONE));
    buyer = node.somebody(1);
    seller = node.somebody(2);
    stranger = node.somebody(3);
    mediator = node.somebody(7);
    oracle = node.somebody(8);
  }

  @BeforeEach
  void anEscrow() {
    escrow = node.deploy(Contract.escrow(new Address(mediator), new Address(oracle)));
  }

  @AfterAll
  void close() {
    node.close();
  }

  @Test
  void holdsTheBuyersMoneyUntilItIsReleasedToTheSeller() {
    ContractEvent opened = event(open());
    assertThat(opened.name()).isEqualTo("Opened");
    assertThat(opened.field("amount")).isEqualTo(PRICE.toString());
    assertThat(opened.field("seller")).isEqualTo(new Address(seller).checksummed());
    assertThat(node.balance(escrow)).isEqualTo(PRICE);
    assertThat(event(act(seller, "ship")).name()).isEqualTo("Shipped");

    assertPaidOut(act(buyer, "release"), PRICE, BigInteger.ZERO);

    assertThat(credit(seller)).isEqualTo(PRICE);
    assertThat(event(call(seller, "withdraw()")).field("amount")).isEqualTo(PRICE.toString());
    assertThat(node.balance(escrow)).isZero();
    assertThat(credit(seller)).isZero();
  }

  @Test
  void refundsByTheSellerAsLongAsItIsNotOver() {
    open();
    act(seller, "ship");
    event(act(buyer, "dispute"));

    assertPaidOut(act(seller, "refund"), BigInteger.ZERO, PRICE);
    assertThat(credit(buyer)).isEqualTo(PRICE);
  }

  @Test
  void refundsTheBuyerAloneWhereNothingWasShippedInTime() {
    open();
    refused(act(buyer, "refund"));

    pass(Contract.SHIPPING_SECONDS);

    assertPaidOut(act(buyer, "refund"), BigInteger.ZERO, PRICE);
  }

  @Test
  void paysTheSellerAloneWhereTheBuyerSaidNothingInTime() {
    open();
    act(seller, "ship");
    pass(Contract.SHIPPING_SECONDS);
    refused(act(buyer, "refund"));
    refused(act(seller, "release"));

    pass(Contract.CONFIRMATION_SECONDS);

    assertPaidOut(act(seller, "release"), PRICE, BigInteger.ZERO);
  }

  @Test
  void splitsWhatIsDisputedByTheMediatorToTheLastUnit() {
    open();
    act(seller, "ship");
    refused(split(mediator, PRICE));
    ContractEvent disputed = event(act(seller, "dispute"));
    assertThat(disputed.name()).isEqualTo("Disputed");
    assertThat(disputed.field("by")).isEqualTo(new Address(seller).checksummed());
    BigInteger share = PRICE.divide(BigInteger.valueOf(3));
    refused(split(mediator, PRICE.add(BigInteger.ONE)));

    assertPaidOut(split(mediator, share), share, PRICE.subtract(share));

    assertThat(credit(seller).add(credit(buyer))).isEqualTo(PRICE);
  }

  @Test
  void settlesByHalvesWhatTheMediatorDidNotDecideInTime() {
    open();
    act(seller, "ship");
    act(buyer, "dispute");
    refused(act(buyer, "settle"));
    pass(Contract.DECISION_SECONDS);
    refused(act(stranger, "settle"));

    BigInteger half = PRICE.divide(BigInteger.TWO);
    assertPaidOut(act(seller, "settle"), half, PRICE.subtract(half));
  }

  @Test
  void givesTheBuyerAllWhereNothingWasShippedAndTheMediatorIsSilent() {
    open();
    refused(act(seller, "dispute"));
    act(buyer, "dispute");
    pass(Contract.DECISION_SECONDS);

    assertPaidOut(act(buyer, "settle"), BigInteger.ZERO, PRICE);
  }

  @Test
  void letsNobodyActWhoMayNot() {
    open();

    refused(act(stranger, "release"));
    refused(act(stranger, "refund"));
    refused(act(stranger, "ship"));
    refused(act(buyer, "ship"));
    refused(act(stranger, "dispute"));
    refused(act(mediator, "release"));
    refused(act(mediator, "refund"));
    refused(act(seller, "release"));
    refused(split(buyer, BigInteger.ONE));
    refused(split(seller, PRICE));
    refused(call(stranger, "withdraw()"));
    assertThat(node.balance(escrow)).isEqualTo(PRICE);
  }

  @Test
  void endsAnOrderOnce() {
    open();
    act(buyer, "release");

    refused(act(buyer, "release"));
    refused(act(seller, "refund"));
    refused(act(seller, "ship"));
    refused(act(buyer, "dispute"));
    refused(split(mediator, PRICE));
    refused(open());
    assertThat(credit(seller)).isEqualTo(PRICE);
    call(seller, "withdraw()");
    refused(call(seller, "withdraw()"));
  }

  @Test
  void letsNobodyOccupyTheNameOfAnothersOrder() {
    openAs(stranger);

    assertThat(event(open()).field("buyer")).isEqualTo(new Address(buyer).checksummed());
  }

  @Test
  void opensNothingThatMakesNoSense() {
    refused(call(buyer, BigInteger.ZERO, OPEN, order, Abi.word(new Address(seller))));
    refused(call(buyer, PRICE, OPEN, order, Abi.word(new Address(buyer))));
    refused(call(buyer, PRICE, OPEN, order, Abi.word(Address.ZERO)));
    refused(call(buyer, PRICE, OPEN, order, Abi.word(new Address(mediator))));
    refused(call(mediator, PRICE, OPEN, order, Abi.word(new Address(seller))));
    refused(node.send(buyer, escrow, PRICE, "0x"));
  }

  @Test
  void recordsAPaymentOutsideTheChainOnceAndByTheOracleOnly() {
    refused(record(stranger, Keccak.hash("receipt")));
    refused(record(oracle, new byte[Abi.WORD]));

    ContractEvent recorded = event(record(oracle, Keccak.hash("receipt")));

    assertThat(recorded.name()).isEqualTo("OffchainPaymentRecorded");
    assertThat(recorded.field("receipt")).isEqualTo(Hex.of(Keccak.hash("receipt")));
    refused(record(oracle, Keccak.hash("receipt")));
    refused(record(oracle, Keccak.hash("another receipt")));
    refused(recordFor(Keccak.hash("another order"), Keccak.hash("receipt")));
  }

  @Test
  void holdsNobodyUpForASellerWhoCannotBePaid() {
    node.call("anvil_setCode", seller, "0x60006000fd");
    try {
      open();
      act(buyer, "release");

      refused(call(seller, "withdraw()"));
      assertThat(credit(seller)).isEqualTo(PRICE);
    } finally {
      node.call("anvil_setCode", seller, "0x");
    }
    assertThat(event(call(seller, "withdraw()")).name()).isEqualTo("Withdrawn");
  }

  // ---- helpers

  private String open() {
    return openAs(buyer);
  }

  private String openAs(String who) {
    return call(who, PRICE, OPEN, order, Abi.word(new Address(seller)));
  }

  private void assertPaidOut(String transaction, BigInteger toSeller, BigInteger toBuyer) {
    ContractEvent ended = event(transaction);
    assertThat(ended.name()).isEqualTo("PaidOut");
    assertThat(ended.field("toSeller")).isEqualTo(toSeller.toString());
    assertThat(ended.field("toBuyer")).isEqualTo(toBuyer.toString());
  }

  private void pass(long seconds) {
    node.mine(1);
    node.call("evm_increaseTime", seconds);
    node.mine(1);
  }

  private String act(String who, String what) {
    return call(
        who, BigInteger.ZERO, what + "(bytes32,address)", order, Abi.word(new Address(buyer)));
  }

  private String split(String who, BigInteger toSeller) {
    return call(
        who,
        BigInteger.ZERO,
        "split(bytes32,address,uint256)",
        order,
        Abi.word(new Address(buyer)),
        Abi.word(toSeller));
  }

  private String recordFor(byte[] other, byte[] receipt) {
    return record(oracle, other, receipt);
  }

  private String record(String who, byte[] receipt) {
    return record(who, order, receipt);
  }

  private String record(String who, byte[] of, byte[] receipt) {
    return call(
        who,
        BigInteger.ZERO,
        "recordOffchainPayment(bytes32,bytes32,uint256,bytes32)",
        of,
        receipt,
        Abi.word(BigInteger.TEN),
        Keccak.hash("KES"));
  }

  private String call(String who, String signature) {
    return call(who, BigInteger.ZERO, signature);
  }

  /** In a block of its own. Answers with the transaction. */
  private String call(String who, BigInteger wei, String signature, byte[]... words) {
    return node.send(who, escrow, wei, Hex.of(Abi.call(signature, words)));
  }

  private EvmReceipt receipt(String transaction) {
    node.mine(1);
    return rpc.receipts(List.of(transaction)).get(transaction);
  }

  private ContractEvent event(String transaction) {
    EvmReceipt receipt = receipt(transaction);
    assertThat(receipt.succeeded()).isTrue();
    assertThat(receipt.logs()).hasSize(1);
    return ContractEvents.ESCROW.read(receipt.logs().getFirst());
  }

  private void refused(String transaction) {
    EvmReceipt receipt = receipt(transaction);
    assertThat(receipt.succeeded()).isFalse();
    assertThat(receipt.logs()).isEmpty();
  }

  private BigInteger credit(String who) {
    node.mine(1);
    byte[] data = Abi.call("credits(address)", Abi.word(new Address(who)));
    return Abi.number(rpc.call(new Address(escrow), data));
  }
}

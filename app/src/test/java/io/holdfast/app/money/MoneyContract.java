package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Customer.Deposit;
import io.holdfast.chain.bitcoin.rpc.Transaction;
import java.util.Map;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ECKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * Money in and out through every part of the program: from the doors to the ledger, over the rail
 * to the node, and back to what a person reads. Credited after two confirmations, final after six.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MoneyContract {
  static final long FEE = 2_000;

  abstract Customer alice();

  abstract Person olivia();

  abstract Outside outside();

  // ---- the whole way

  @Test
  void aPaymentBecomesABalanceAndAWithdrawalPaysOut() {
    Deposit deposit = alice().deposit("5000000");
    String payment = pay(deposit, 5_000_000);
    alice().awaitDeposit(deposit, payment, "DETECTED");
    assertThat(alice().available(deposit)).isZero();
    outside().mine(1);
    alice().awaitDeposit(deposit, payment, "CONFIRMING");
    assertThat(alice().available(deposit)).isZero();
    outside().mine(1);
    alice().awaitDeposit(deposit, payment, "CREDITED");
    alice().awaitAvailable(deposit, 5_000_000);
    alice().awaitOutcome(deposit, "PAID");
    outside().mine(4);
    alice().awaitDeposit(deposit, payment, "FINAL");

    String destination = outsideAddress();
    String withdrawal = alice().withdraw(deposit, 1_000_000, destination);
    alice().awaitWithdrawal(withdrawal, "BROADCAST");
    assertThat(alice().available(deposit)).isEqualTo(4_000_000 - FEE);
    outside().mine(1);
    alice().awaitWithdrawal(withdrawal, "CONFIRMING");
    outside().mine(5);
    JsonNode settled = alice().awaitWithdrawal(withdrawal, "SETTLED");

    assertThat(alice().posted(deposit)).isEqualTo(4_000_000 - FEE);
    assertThat(alice().held(deposit)).isZero();
    Transaction paid =
        outside().node().transaction(settled.get("transaction").asString()).orElseThrow();
    assertThat(paid.outputs())
        .anyMatch(output -> destination.equals(output.address()) && output.sats() == 1_000_000);
  }

  @Test
  void aLargeWithdrawalWaitsForASecondPerson() {
    Deposit deposit = credited(50_000_000);
    String withdrawal = alice().withdraw(deposit, 20_000_000, outsideAddress());
    alice().awaitWithdrawal(withdrawal, "AWAITING_APPROVAL");
    String approvals = "/api/withdrawals/" + withdrawal + "/approvals";
    assertThat(alice().person().refusal(approvals, Map.of())).isEqualTo("FORBIDDEN");
    outside().mine(1);
    assertThat(outside().node().mempool()).isEmpty();

    olivia().post(approvals, Map.of());

    alice().awaitWithdrawal(withdrawal, "BROADCAST");
    outside().mine(6);
    alice().awaitWithdrawal(withdrawal, "SETTLED");
    assertThat(alice().available(deposit)).isEqualTo(30_000_000 - FEE);
  }

  // ---- payments that are not what was agreed

  @Test
  void tooLittleThenEnoughThenTooMuch() {
    Deposit deposit = alice().deposit("100000");
    pay(deposit, 60_000);
    outside().mine(2);
    alice().awaitOutcome(deposit, "PARTIAL");
    pay(deposit, 40_000);
    outside().mine(2);
    alice().awaitOutcome(deposit, "PAID");
    pay(deposit, 10_000);
    outside().mine(2);
    alice().awaitOutcome(deposit, "EXCESS");

    alice().awaitAvailable(deposit, 110_000);
  }

  @Test
  void oneTransactionPaysTwoRequests() {
    Deposit one = alice().deposit();
    Deposit other = alice().deposit();
    String payment = outside().pay(Map.of(one.address(), 70_000L, other.address(), 80_000L));
    outside().mine(2);

    alice().awaitDeposit(one, payment, "CREDITED");
    alice().awaitDeposit(other, payment, "CREDITED");
    alice().awaitAvailable(one, 70_000);
    alice().awaitAvailable(other, 80_000);
  }

  @Test
  void aReplacedPaymentIsNeverCredited() {
    Deposit deposit = alice().deposit();
    String first = pay(deposit, 70_000);
    alice().awaitDeposit(deposit, first, "DETECTED");
    String second = outside().replace(first, deposit.address(), 90_000);
    alice().awaitDeposit(deposit, first, "REPLACED");
    outside().mine(2);

    alice().awaitDeposit(deposit, second, "CREDITED");
    alice().awaitAvailable(deposit, 90_000);
  }

  @Test
  void aPaymentThatIsTakenElsewhereLeavesTheRequestOpen() {
    Deposit deposit = alice().deposit("70000");
    String first = pay(deposit, 70_000);
    alice().awaitDeposit(deposit, first, "DETECTED");
    outside().replace(first, outsideAddress(), 60_000);
    outside().mine(3);

    alice().awaitDeposit(deposit, first, "REPLACED");
    alice().awaitOutcome(deposit, "OPEN");
    assertThat(alice().available(deposit)).isZero();
  }

  // ---- a chain that changes its mind, a node that hangs

  @Test
  void aReorganisationTakesACreditBackAndGivesItAgainOnce() {
    Deposit deposit = alice().deposit();
    String payment = pay(deposit, 120_000);
    outside().mine(2);
    alice().awaitDeposit(deposit, payment, "CREDITED");

    outside().reorganise(2);
    alice().awaitDeposit(deposit, payment, "ORPHANED");
    alice().awaitAvailable(deposit, 0);
    outside().mine(2);

    alice().awaitDeposit(deposit, payment, "CREDITED");
    alice().awaitAvailable(deposit, 120_000);
    outside().mine(4);
    alice().awaitDeposit(deposit, payment, "FINAL");
    assertThat(alice().available(deposit)).isEqualTo(120_000);
  }

  @Test
  void aNodeThatHangsDelaysMoneyAndLosesNone() {
    Deposit deposit = alice().deposit();
    pay(deposit, 140_000);
    outside().mine(1);
    outside().stall(true);
    try {
      alice().awaitRail("UNREACHABLE");
    } finally {
      outside().stall(false);
    }
    outside().mine(1);

    alice().awaitAvailable(deposit, 140_000);
    alice().awaitRail("FOLLOWING");
  }

  // ---- helpers

  String pay(Deposit deposit, long sats) {
    return outside().pay(Map.of(deposit.address(), sats));
  }

  Deposit credited(long sats) {
    Deposit deposit = alice().deposit();
    pay(deposit, sats);
    outside().mine(6);
    alice().awaitAvailable(deposit, sats);
    return deposit;
  }

  static String outsideAddress() {
    return new ECKey().toAddress(ScriptType.P2WPKH, BitcoinNetwork.REGTEST).toString();
  }
}

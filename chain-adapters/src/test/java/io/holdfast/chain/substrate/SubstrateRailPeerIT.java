package io.holdfast.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.contract.RailContract;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.extrinsic.Call;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rail on a real Substrate runtime: what every rail does, and what only this one does. */
class SubstrateRailPeerIT extends RailContract<ChopsticksPeer, SubstrateHarness> {
  @Override
  protected ChopsticksPeer start() {
    return new ChopsticksPeer();
  }

  @Test
  void tellsApartSeveralPaymentsInOneExtrinsic() {
    long amount = peer.ordinaryAmount();
    Call.Together both =
        new Call.Together(
            List.of(
                ChopsticksPeer.transfer(rail.depositAddress("a"), amount),
                ChopsticksPeer.transfer(rail.depositAddress("b"), 2 * amount)));
    String transaction = peer.send(both);
    peer.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class))
        .allSatisfy(report -> assertThat(report.transaction()).isEqualTo(transaction))
        .extracting(
            report -> report.requestId().value() + " " + report.amount().minor().longValueExact())
        .containsExactly("deposit-request:a " + amount, "deposit-request:b " + 2 * amount);
    assertThat(rail.ledger.told(ReportPayment.class))
        .extracting(ReportPayment::depositId)
        .doesNotHaveDuplicates();
  }

  @Test
  void tellsThatAnAccountWhichNobodyPaidIsNotThereHoweverItIsSpelled() {
    AccountId nobody = AccountId.of(new SecureRandom().generateSeed(AccountId.BYTES));

    for (int network : new int[] {0, 42}) {
      assertThat(rail.balances().ask(new Ss58(network).address(nobody)))
          .contains(BalanceSource.Told.nothing(peer.height()));
    }
  }

  @Test
  void keepsAsideWhatIsPaidToTheTreasuryItself() {
    peer.pay(rail.treasury(), peer.ordinaryAmount());
    peer.mine(1);

    rail.turn();

    assertThat(only(ReportPayment.class).requestId())
        .isEqualTo(new DepositRequestId("deposit-request:unclaimed"));
  }

  @Test
  void givesEachRequestOneAddressForEverAndPaysNoneOfThem() {
    String address = rail.depositAddress("a");
    assertThat(rail.depositAddress("b")).isNotEqualTo(address);
    rail.restart();
    assertThat(rail.depositAddress("a")).isEqualTo(address);
    for (String ours : List.of(address, rail.treasury())) {
      assertThatThrownBy(() -> rail.rail().requireDestination(ours))
          .isInstanceOfSatisfying(
              Rejection.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ADDRESS_IS_OURS));
    }
    assertThat(rail.rail().requireDestination(" " + peer.outsideAddress()))
        .isEqualTo(peer.outsideAddress());
  }

  @Test
  void paysFromSeveralDepositsAtOnceAndReportsNoneOfItsOwnMovesAsAPayment() {
    long amount = peer.ordinaryAmount();
    peer.pay(rail.depositAddress("a"), amount);
    peer.pay(rail.depositAddress("b"), amount);
    peer.mine(2);
    rail.turn();
    rail.ledger.forget();
    BigInteger before = peer.balance(peer.outsideAddress());
    BigInteger ownBefore = own();
    rail.withdraw("w", amount * 5 / 2, peer.outsideAddress());

    rail.turn();
    rail.turn();
    mineUntilFinal();
    rail.turn();

    assertThat(peer.balance(peer.outsideAddress()).subtract(before)).isEqualTo(amount * 5 / 2);
    assertThat(peer.balance(rail.depositAddress("a"))).isZero();
    assertThat(peer.balance(rail.depositAddress("b"))).isZero();
    assertThat(only(RecordChainFee.class).chainFee().minor())
        .isPositive()
        .isEqualTo(ownBefore.subtract(own()).subtract(BigInteger.valueOf(amount * 5 / 2)));
    assertThat(rail.ledger.told(ReportPayment.class)).isEmpty();
    assertThat(rail.count("SELECT count(*) FROM rail.derived_account WHERE swept_height > 0"))
        .isEqualTo(2);
  }

  /** All that the treasury and the deposits to "a" and "b" hold. */
  private BigInteger own() {
    return peer.balance(rail.treasury())
        .add(peer.balance(rail.depositAddress("a")))
        .add(peer.balance(rail.depositAddress("b")));
  }

  @Test
  void waitsAndSaysWhyWhileItCannotPay() {
    String id = rail.withdraw("w", 100 * peer.ordinaryAmount(), peer.outsideAddress());

    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
    assertThat(rail.detailOf(id)).contains("waits for coins");
  }

  @Test
  void failsOnlyWhenTheChainFinallyRefusedThePayment() {
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.own(rail.treasury(), peer.ordinaryAmount() / 4);
    rail.paidAddresses().forEach(address -> peer.own(address, 0));
    peer.mine(1);
    rail.turn();
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();

    mineUntilFinal();
    rail.turn();

    assertThat(only(FailWithdrawal.class).reason()).contains("finally refused");
  }

  @Test
  void failsWhenItsTimeIsOverAndGivesItsNumberToTheNext() {
    fund();
    rail.withdraw("lost", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);
    rail.ledger.recover();
    peer.mine(SubstrateHarness.ERA_BLOCKS + SubstrateHarness.FINALITY_MARGIN + 1);

    rail.turn();
    rail.turn();

    assertThat(only(FailWithdrawal.class).reason()).contains("its time ran out");

    rail.withdraw("next", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.payout WHERE block_hash IS NOT NULL")).isOne();
    assertThat(rail.count("SELECT sequence FROM rail.sent")).isZero();
  }
}

package io.holdfast.chain.substrate.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.block.SubstrateStore.Holder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FundsTest {
  private static final Funds.Held POOR = held(1, 10);
  private static final Funds.Held RICH = held(2, 500);
  private static final Funds.Held MIDDLING = held(3, 100);
  private static final List<Funds.Held> ALL = List.of(POOR, RICH, MIDDLING, held(4, 0));

  @Test
  void touchesNoDepositWhereTheTreasurySuffices() {
    assertThat(paying(1_000, 0, 899, 100)).contains(List.of());
  }

  @Test
  void emptiesTheRichestFirstAndNoMoreThanItNeeds() {
    assertThat(paying(1_000, 0, 900, 100)).contains(List.of(RICH.holder()));
    assertThat(paying(1_000, 0, 1_400, 100)).contains(List.of(RICH.holder(), MIDDLING.holder()));
  }

  @Test
  void paysNothingWhereAllTogetherDoNotSuffice() {
    assertThat(paying(1_000, 0, 1_609, 0)).contains(all());
    assertThat(paying(1_000, 0, 1_610, 0)).isEmpty();
  }

  @Test
  void countsOnNothingThatIsPromisedAlready() {
    assertThat(paying(1_000, 610, 999, 0)).contains(all());
    assertThat(paying(1_000, 611, 999, 0)).isEmpty();
  }

  @Test
  void takesFeesFromTheTreasuryAloneAndLetsItLive() {
    assertThat(funds(101, 0).canPayFees(BigInteger.valueOf(100))).isTrue();
    assertThat(funds(100, 0).canPayFees(BigInteger.valueOf(100))).isFalse();
    assertThat(funds(200, 100).canPayFees(BigInteger.valueOf(100))).isFalse();
  }

  private static Optional<List<Holder>> paying(
      long free, long promised, long amount, long mostFee) {
    return funds(free, promised)
        .toPay(BigInteger.valueOf(amount), BigInteger.valueOf(mostFee), ALL);
  }

  private static List<Holder> all() {
    return List.of(RICH.holder(), MIDDLING.holder(), POOR.holder());
  }

  private static Funds funds(long free, long promised) {
    return new Funds(BigInteger.valueOf(free), BigInteger.valueOf(promised), BigInteger.ONE);
  }

  private static Funds.Held held(int number, long amount) {
    AccountId account = new AccountId(Integer.toHexString(number).repeat(64));
    return new Funds.Held(new Holder(number, account), BigInteger.valueOf(amount));
  }
}

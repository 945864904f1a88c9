package io.holdfast.command.policy;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final Assets ASSETS = new Assets(List.of(BTC));

  @Test
  void letsPassWhatStaysWithinTheLimits() {
    policy().check(btc(10), BigInteger.ZERO);
    policy().check(btc(100), BigInteger.ZERO);
  }

  @Test
  void refusesLessThanTheMinimum() {
    assertRefused(ErrorCode.BELOW_MINIMUM, () -> policy().check(btc(9), BigInteger.ZERO));
  }

  @Test
  void refusesMoreThanOneWithdrawalMayTake() {
    assertRefused(
        ErrorCode.LIMIT_PER_WITHDRAWAL_EXCEEDED, () -> policy().check(btc(101), BigInteger.ZERO));
  }

  @Test
  void countsTheDayWithFees() {
    policy().check(btc(98), BigInteger.valueOf(100));
    assertRefused(
        ErrorCode.LIMIT_PER_DAY_EXCEEDED, () -> policy().check(btc(99), BigInteger.valueOf(100)));
  }

  @Test
  void asksForApprovalsAboveTheThresholdOnly() {
    assertThat(policy().approvalsNeeded(btc(50))).isZero();
    assertThat(policy().approvalsNeeded(btc(51))).isEqualTo(1);
  }

  @Test
  void takesTheFeeBesideTheAmount() {
    assertThat(policy().total(btc(50))).isEqualTo(btc(52));
  }

  @Test
  void doesNotStartWithoutAPolicyForEveryAsset() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policies(new PolicyProperties(null, null), ASSETS))
        .withMessageContaining("holdfast.policy.withdrawal.BTC is missing");
  }

  @Test
  void namesThePropertyThatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies(limits(null, 10, 100, 200)))
        .withMessage("holdfast.policy.withdrawal.BTC: fee is missing");
  }

  @Test
  void namesThePropertyThatIsWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies(limits(-1L, 10, 100, 200)))
        .withMessage("holdfast.policy.withdrawal.BTC: fee must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies(limits(2L, 0, 100, 200)))
        .withMessageContaining("minimum must be greater than zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies(limits(2L, 10, 9, 200)))
        .withMessageContaining("max-per-withdrawal must not be below minimum");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policies(limits(2L, 10, 100, 11)))
        .withMessageContaining("max-per-day must not be below minimum + fee");
  }

  @Test
  void refusesAPolicyForAnAssetThatIsNotThere() {
    var properties =
        new PolicyProperties(
            Map.of("BTC", limits(2L, 10, 100, 200), "EUR", limits(2L, 10, 100, 200)), null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policies(properties, ASSETS))
        .withMessageContaining("there is no asset EUR");
  }

  @Test
  void refusesANegativeDustLimitAndTakesNoneForZero() {
    assertThat(policies(limits(2L, 10, 100, 200)).dustLimit(BTC)).isZero();
    var properties =
        new PolicyProperties(
            Map.of("BTC", limits(2L, 10, 100, 200)),
            Map.of("BTC", new PolicyProperties.Deposit(BigInteger.valueOf(-1))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Policies(properties, ASSETS))
        .withMessageContaining("dust-limit must not be negative");
  }

  private static WithdrawalPolicy policy() {
    return policies(limits(2L, 10, 100, 200)).withdrawal(BTC);
  }

  private static Policies policies(PolicyProperties.Withdrawal limits) {
    return new Policies(new PolicyProperties(Map.of("BTC", limits), null), ASSETS);
  }

  private static PolicyProperties.Withdrawal limits(
      @Nullable Long fee, long minimum, long max, long perDay) {
    return new PolicyProperties.Withdrawal(
        fee == null ? null : BigInteger.valueOf(fee),
        BigInteger.valueOf(minimum),
        BigInteger.valueOf(max),
        BigInteger.valueOf(perDay),
        BigInteger.valueOf(50),
        1);
  }

  private static Money btc(long minor) {
    return Money.of(BTC, minor);
  }
}

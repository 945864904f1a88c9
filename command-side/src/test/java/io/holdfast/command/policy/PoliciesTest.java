package io.holdfast.command.policy;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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
  void leavesAPolicyAloneWhoseAssetIsSwitchedOff() {
    var properties =
        new PolicyProperties(
            Map.of("BTC", limits(2L, 10, 100, 200), "EUR", limits(2L, 10, 100, 200)), null);
    Asset euro = new Asset("EUR", 2, "bank");

    Policies policies = new Policies(properties, new Assets(List.of(BTC), Set.of("EUR")));

    assertThat(policies.withdrawal(BTC).fee()).isEqualTo(2);
    assertThatIllegalStateException().isThrownBy(() -> policies.withdrawal(euro));
  }

  @Test
  void takesALimitFromTheEnvironmentAndTheRestFromTheFile() {
    PolicyProperties properties =
        bound(
            Map.of(
                "holdfast.policy.withdrawal.BTC.fee", "2",
                "holdfast.policy.withdrawal.BTC.minimum", "10",
                "holdfast.policy.withdrawal.BTC.max-per-withdrawal", "100",
                "holdfast.policy.withdrawal.BTC.max-per-day", "200",
                "holdfast.policy.withdrawal.BTC.approval-threshold", "50",
                "holdfast.policy.withdrawal.BTC.approvals", "1"),
            Map.of("HOLDFAST_POLICY_WITHDRAWAL_BTC_FEE", "3"));

    WithdrawalPolicy policy = new Policies(properties, ASSETS).withdrawal(BTC);

    assertThat(policy.fee()).isEqualTo(3);
    assertThat(policy.minimum()).isEqualTo(10);
  }

  @Test
  void takesAPolicyFromTheEnvironmentAlone() {
    PolicyProperties properties =
        bound(
            Map.of(),
            Map.of(
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_FEE", "3",
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_MINIMUM", "10",
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_MAXPERWITHDRAWAL", "100",
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_MAX_PER_DAY", "200",
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_APPROVALTHRESHOLD", "50",
                "HOLDFAST_POLICY_WITHDRAWAL_BTC_APPROVALS", "1"));

    assertThat(new Policies(properties, ASSETS).withdrawal(BTC).maxPerDay()).isEqualTo(200);
  }

  @Test
  void refusesTwoSpellingsOfAnAssetThatDiffer() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PolicyProperties(
                    Map.of("BTC", limits(2L, 10, 100, 200), "btc", limits(3L, 10, 100, 200)), null))
        .withMessageContaining("BTC is there in two spellings");
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

  /** As Spring binds a file and, before it, the environment. */
  private static PolicyProperties bound(Map<String, Object> file, Map<String, Object> environment) {
    MutablePropertySources sources = new MutablePropertySources();
    sources.addLast(
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
    sources.addLast(new MapPropertySource("file", file));
    return new Binder(ConfigurationPropertySources.from(sources))
        .bind("holdfast.policy", PolicyProperties.class)
        .get();
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

package io.holdfast.command.policy;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The policies as they are configured, by asset code; amounts in minor units. {@link Policies}
 * validates them.
 *
 * @param withdrawal one for each asset of the ledger
 * @param deposit optional for an asset
 */
@ConfigurationProperties("holdfast.policy")
public record PolicyProperties(
    @Nullable Map<String, Withdrawal> withdrawal, @Nullable Map<String, Deposit> deposit) {

  /** See {@link WithdrawalPolicy}. */
  public record Withdrawal(
      @Nullable BigInteger fee,
      @Nullable BigInteger minimum,
      @Nullable BigInteger maxPerWithdrawal,
      @Nullable BigInteger maxPerDay,
      @Nullable BigInteger approvalThreshold,
      @Nullable Integer approvals) {}

  /**
   * @param dustLimit a payment below this is kept in suspense and not credited
   */
  public record Deposit(@Nullable BigInteger dustLimit) {}
}

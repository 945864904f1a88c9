package io.holdfast.command.policy;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * Asset codes are upper case, and Spring spells those that come from environment variables in
   * lower case: {@code btc} is BTC.
   *
   * @throws IllegalArgumentException two spellings of one asset that say different things
   */
  public PolicyProperties {
    withdrawal = byCode(withdrawal);
    deposit = byCode(deposit);
  }

  private static <T> @Nullable Map<String, T> byCode(@Nullable Map<String, T> bySpelling) {
    if (bySpelling == null) {
      return null;
    }
    Map<String, T> byCode = new TreeMap<>();
    bySpelling.forEach(
        (spelling, policy) -> {
          String code = spelling.toUpperCase(Locale.ROOT);
          T other = byCode.putIfAbsent(code, policy);
          if (other != null && !other.equals(policy)) {
            throw new IllegalArgumentException(
                "holdfast.policy: " + code + " is there in two spellings that differ");
          }
        });
    return Map.copyOf(byCode);
  }

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

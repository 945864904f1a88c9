package io.holdfast.command.policy;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The policies of every asset. Made at start, which fails with the name of the property that is
 * missing or wrong: a ledger without limits must not run. Immutable.
 */
public final class Policies {
  private static final String PREFIX = "holdfast.policy.";
  private final Map<String, WithdrawalPolicy> withdrawals = new HashMap<>();
  private final Map<String, BigInteger> dustLimits = new HashMap<>();

  /**
   * @throws IllegalArgumentException a property is missing, wrong, or names an unknown asset
   */
  public Policies(PolicyProperties properties, Assets assets) {
    Map<String, PolicyProperties.Withdrawal> withdrawal = orEmpty(properties.withdrawal());
    Map<String, PolicyProperties.Deposit> deposit = orEmpty(properties.deposit());
    for (Asset asset : assets.all()) {
      withdrawals.put(asset.code(), withdrawalPolicy(asset, withdrawal.get(asset.code())));
      dustLimits.put(asset.code(), dustLimit(asset, deposit.get(asset.code())));
    }
    requireKnown("withdrawal.", withdrawal.keySet(), assets);
    requireKnown("deposit.", deposit.keySet(), assets);
  }

  public WithdrawalPolicy withdrawal(Asset asset) {
    return of(asset, withdrawals);
  }

  /** A payment below this many minor units is not credited. */
  public BigInteger dustLimit(Asset asset) {
    return of(asset, dustLimits);
  }

  private static <T> T of(Asset asset, Map<String, T> byCode) {
    T policy = byCode.get(asset.code());
    if (policy == null) {
      throw new IllegalStateException(asset.code() + " is not an asset of this ledger");
    }
    return policy;
  }

  private static WithdrawalPolicy withdrawalPolicy(
      Asset asset, PolicyProperties.@Nullable Withdrawal configured) {
    String name = PREFIX + "withdrawal." + asset.code();
    if (configured == null) {
      throw new IllegalArgumentException(
          name + " is missing: every asset needs limits for withdrawals");
    }
    try {
      return new WithdrawalPolicy(
          asset,
          require(configured.fee(), "fee"),
          require(configured.minimum(), "minimum"),
          require(configured.maxPerWithdrawal(), "max-per-withdrawal"),
          require(configured.maxPerDay(), "max-per-day"),
          require(configured.approvalThreshold(), "approval-threshold"),
          require(configured.approvals(), "approvals"));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static BigInteger dustLimit(Asset asset, PolicyProperties.@Nullable Deposit configured) {
    BigInteger limit = configured == null ? null : configured.dustLimit();
    if (limit == null) {
      return BigInteger.ZERO;
    }
    if (limit.signum() < 0) {
      throw new IllegalArgumentException(
          PREFIX + "deposit." + asset.code() + ": dust-limit must not be negative");
    }
    return limit;
  }

  private static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static void requireKnown(String kind, Set<String> configured, Assets assets) {
    for (String code : configured) {
      if (!assets.isConfigured(code)) {
        throw new IllegalArgumentException(
            PREFIX + kind + code + ": there is no asset " + code + " in holdfast.assets");
      }
    }
  }

  private static <T> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }
}

package io.holdfast.api.policy;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * From here on this is what may go out of one asset; amounts in minor units. What is null stays as
 * it is. Withdrawals that were requested before keep the terms they were requested on.
 *
 * @param approvals how many people must approve an amount above the threshold
 */
public record SetWithdrawalPolicy(
    Asset asset,
    @Nullable BigInteger fee,
    @Nullable BigInteger minimum,
    @Nullable BigInteger maxPerWithdrawal,
    @Nullable BigInteger maxPerDay,
    @Nullable BigInteger approvalThreshold,
    @Nullable Integer approvals)
    implements Command {
  public static final String PREFIX = "policy:";

  @Override
  public String targetId() {
    return PREFIX + asset.code();
  }
}

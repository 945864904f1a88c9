package io.holdfast.api.deposit;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A customer wants to pay in and needs an address. With an expected amount the outcome is judged by
 * it.
 */
public record RequestDeposit(
    DepositRequestId requestId,
    AccountId accountId,
    String asset,
    @Nullable Money expected,
    Duration validFor)
    implements DepositRequestCommand {
  @Override
  public String targetId() {
    return requestId.value();
  }
}

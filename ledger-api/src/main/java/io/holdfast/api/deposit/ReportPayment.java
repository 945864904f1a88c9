package io.holdfast.api.deposit;

import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A payment to one of our addresses was seen: in a block, or, where the block is null, before it
 * was mined.
 */
public record ReportPayment(
    DepositId depositId,
    DepositRequestId requestId,
    String rail,
    String transaction,
    long output,
    Money amount,
    @Nullable BlockRef block,
    Instant seenAt)
    implements PaymentCommand {
  @Override
  public String targetId() {
    return depositId.value();
  }
}

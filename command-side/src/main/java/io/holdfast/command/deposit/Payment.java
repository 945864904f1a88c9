package io.holdfast.command.deposit;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.escrow.OrderId;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What is told of an inbound payment once and holds in every state after it.
 *
 * @param accountId who is credited, or the rail's boundary account of suspense; of an order's
 *     payment the buyer's, which never sees it but for what the order does not need
 * @param credits how often it was credited so far: it names the next credit's entry
 * @param shortfall what the last reversal could not take from the customer, and the next credit
 *     repays first
 */
public record Payment(
    String depositId,
    String requestId,
    String accountId,
    String rail,
    String transaction,
    long output,
    String asset,
    BigInteger amount,
    int creditDepthBlocks,
    int finalityDepthBlocks,
    long seenAtMillis,
    int credits,
    BigInteger shortfall) {

  /** The order that it is for; empty where it is for an account. */
  Optional<OrderId> orderId() {
    return new DepositRequestId(requestId).orderId();
  }

  /**
   * Whether it goes into an order's pot when it is final. Where it was in one and a person took its
   * block back, the pot has kept it: it repays what that left open, and nothing else.
   */
  boolean isForAPot() {
    return shortfall.signum() == 0 && orderId().isPresent();
  }

  Payment credited() {
    return with(credits + 1, BigInteger.ZERO);
  }

  Payment reversed(BigInteger nowShort) {
    return with(credits, nowShort);
  }

  private Payment with(int nowCredits, BigInteger nowShort) {
    return new Payment(
        depositId,
        requestId,
        accountId,
        rail,
        transaction,
        output,
        asset,
        amount,
        creditDepthBlocks,
        finalityDepthBlocks,
        seenAtMillis,
        nowCredits,
        nowShort);
  }
}

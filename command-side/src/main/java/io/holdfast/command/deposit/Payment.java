package io.holdfast.command.deposit;

import java.math.BigInteger;

/**
 * What is told of an inbound payment once and holds in every state after it.
 *
 * @param accountId who is credited, or the rail's boundary account of suspense
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

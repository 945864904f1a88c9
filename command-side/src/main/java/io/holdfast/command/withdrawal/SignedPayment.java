package io.holdfast.command.withdrawal;

import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction that may pay a withdrawal.
 *
 * @param chainFee what the chain takes for it, or takes at most
 * @param charged what the chain took, where a block says so; null before, and on chains whose fee
 *     stands in the bytes
 */
public record SignedPayment(
    String transaction, String signedHex, BigInteger chainFee, @Nullable BigInteger charged) {
  /** Before a block holds it. */
  public SignedPayment(String transaction, String signedHex, BigInteger chainFee) {
    this(transaction, signedHex, chainFee, null);
  }

  /** What is booked when it is settled now. */
  BigInteger bookedFee() {
    return Objects.requireNonNullElse(charged, chainFee);
  }

  /** What the chain took though it paid nobody. */
  BigInteger lostFee() {
    return Objects.requireNonNullElse(charged, BigInteger.ZERO);
  }

  SignedPayment charged(BigInteger fee) {
    return new SignedPayment(transaction, signedHex, chainFee, fee);
  }

  /** No block holds it any more. */
  SignedPayment uncharged() {
    return new SignedPayment(transaction, signedHex, chainFee);
  }
}

package io.holdfast.command.escrow;

import java.math.BigInteger;

/** Who gets how much, in minor units of the order's asset. */
public record Shares(BigInteger toSeller, BigInteger toBuyer) {
  static Shares allToSeller(BigInteger amount) {
    return new Shares(amount, BigInteger.ZERO);
  }

  static Shares allToBuyer(BigInteger amount) {
    return new Shares(BigInteger.ZERO, amount);
  }

  /** Half each; a unit that cannot be halved is the buyer's, who paid it. */
  static Shares halves(BigInteger amount) {
    BigInteger half = amount.shiftRight(1);
    return new Shares(half, amount.subtract(half));
  }

  BigInteger sum() {
    return toSeller.add(toBuyer);
  }
}

package io.holdfast.command.account;

import java.math.BigInteger;

/**
 * What an account has of one asset, in minor units. Held is the sum of the open holds; what is
 * available is never negative.
 */
public record Funds(BigInteger posted, BigInteger held) {
  public static final Funds NONE = new Funds(BigInteger.ZERO, BigInteger.ZERO);

  public BigInteger available() {
    return posted.subtract(held);
  }
}

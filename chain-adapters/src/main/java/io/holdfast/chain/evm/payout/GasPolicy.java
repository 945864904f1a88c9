package io.holdfast.chain.evm.payout;

import io.holdfast.chain.evm.rpc.GasPrices;
import java.math.BigInteger;

/**
 * What we offer for gas: enough for a base fee that doubles, which takes six full blocks at least
 * (EIP-1559), and the usual tip; never more than a limit, so that neither a node that lies nor a
 * mad hour empties the account.
 *
 * @param mostPerGas wei
 */
public record GasPolicy(BigInteger mostPerGas) {
  /** A contract may need more gas when it is called than when it was asked. */
  private static final int HEADROOM_PERCENT = 120;

  static final BigInteger PLAIN_TRANSFER = BigInteger.valueOf(21_000);

  boolean affords(GasPrices prices) {
    return prices.baseFee().add(prices.tip()).compareTo(mostPerGas) <= 0;
  }

  BigInteger maxFee(GasPrices prices) {
    return prices.baseFee().shiftLeft(1).add(prices.tip()).min(mostPerGas);
  }

  static BigInteger limit(BigInteger estimate) {
    return estimate.equals(PLAIN_TRANSFER)
        ? estimate
        : estimate.multiply(BigInteger.valueOf(HEADROOM_PERCENT)).divide(BigInteger.valueOf(100));
  }
}

package io.holdfast.chain.evm.payout;

import io.holdfast.chain.evm.rpc.GasPrices;
import java.math.BigInteger;
import java.util.Optional;

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

  /** Nodes let a transaction take another's place that offers a tenth more; this is an eighth. */
  private static final int EIGHTH = 8;

  /**
   * What is offered for each unit of gas.
   *
   * @param tip at most {@code maxFee}
   */
  public record Offer(BigInteger tip, BigInteger maxFee) {}

  /** Empty while gas costs more than is allowed. */
  public Optional<Offer> offer(GasPrices prices) {
    return affords(prices)
        ? Optional.of(new Offer(prices.tip(), maxFee(prices)))
        : Optional.empty();
  }

  /** What takes the place of an offer that no block took; empty where that is not allowed. */
  public Optional<Offer> raised(Offer before, GasPrices prices) {
    BigInteger maxFee = maxFee(prices).max(raised(before.maxFee()));
    BigInteger tip = prices.tip().max(raised(before.tip()));
    return maxFee.compareTo(mostPerGas) <= 0
        ? Optional.of(new Offer(tip.min(maxFee), maxFee))
        : Optional.empty();
  }

  private static BigInteger raised(BigInteger price) {
    return price.add(price.divide(BigInteger.valueOf(EIGHTH))).add(BigInteger.ONE);
  }

  boolean affords(GasPrices prices) {
    return prices.baseFee().add(prices.tip()).compareTo(mostPerGas) <= 0;
  }

  BigInteger maxFee(GasPrices prices) {
    return prices.baseFee().shiftLeft(1).add(prices.tip()).min(mostPerGas);
  }

  /** As much gas as the call may use. */
  public static BigInteger limit(BigInteger estimate) {
    return estimate.equals(PLAIN_TRANSFER)
        ? estimate
        : estimate.multiply(BigInteger.valueOf(HEADROOM_PERCENT)).divide(BigInteger.valueOf(100));
  }
}

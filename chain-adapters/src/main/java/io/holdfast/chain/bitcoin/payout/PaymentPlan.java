package io.holdfast.chain.bitcoin.payout;

import io.holdfast.chain.bitcoin.key.KeyPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides the bytes of a payment. Stored before it is signed, so that the same
 * withdrawal gives the same bytes, however often we are killed in between.
 *
 * @param changePath where the rest comes back, or null when nothing does
 */
public record PaymentPlan(
    List<Coin> coins,
    String destination,
    long amountSats,
    long feeSats,
    long changeSats,
    @Nullable KeyPath changePath) {
  public PaymentPlan {
    coins = coins.stream().sorted(Coin.BY_PLACE).toList();
    long in = coins.stream().mapToLong(Coin::sats).sum();
    if (in != amountSats + feeSats + changeSats || amountSats <= 0 || feeSats < 0) {
      throw new IllegalArgumentException("a payment's coins must equal what it pays");
    }
    if ((changeSats > 0) != (changePath != null)) {
      throw new IllegalArgumentException("change needs a place, and only change does");
    }
  }
}

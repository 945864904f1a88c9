package io.holdfast.command.escrow;

import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order knows of its money.
 *
 * @param balance of the pot's account; never negative
 * @param paid the payments that went into it, by id
 * @param seen payments that are not final, by id
 * @param payouts how often money left it
 * @param recorded the payment that a contract has on record, by id; null while there is none
 */
public record Pot(
    BigInteger balance,
    Map<String, BigInteger> paid,
    Map<String, BigInteger> seen,
    int payouts,
    @Nullable String recorded) {
  static final Pot EMPTY = new Pot(BigInteger.ZERO, Map.of(), Map.of(), 0, null);

  public Pot {
    paid = Map.copyOf(paid);
    seen = Map.copyOf(seen);
  }

  Pot seeing(String paymentId, String amount) {
    Map<String, BigInteger> now = new HashMap<>(seen);
    now.put(paymentId, new BigInteger(amount));
    return new Pot(balance, paid, now, payouts, recorded);
  }

  Pot losing(String paymentId) {
    Map<String, BigInteger> now = new HashMap<>(seen);
    now.remove(paymentId);
    return new Pot(balance, paid, now, payouts, recorded);
  }

  Pot after(OrderPaid event) {
    Map<String, BigInteger> now = new HashMap<>(paid);
    now.put(event.paymentId(), new BigInteger(event.amount()));
    return new Pot(
        new BigInteger(event.potAfter()), now, losing(event.paymentId()).seen, payouts, recorded);
  }

  Pot after(OrderPaidOut event) {
    return new Pot(new BigInteger(event.potAfter()), paid, seen, payouts + 1, recorded);
  }

  Pot recording(String paymentId) {
    return new Pot(balance, paid, seen, payouts, paymentId);
  }
}

package io.holdfast.command.escrow;

import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * What an order knows of its money.
 *
 * @param balance of the pot's account; never negative
 * @param paid the payments that went into it, by id
 * @param seen payments that are not final, by id
 * @param payouts how often money left it
 */
public record Pot(
    BigInteger balance, Map<String, BigInteger> paid, Map<String, BigInteger> seen, int payouts) {
  static final Pot EMPTY = new Pot(BigInteger.ZERO, Map.of(), Map.of(), 0);

  public Pot {
    paid = Map.copyOf(paid);
    seen = Map.copyOf(seen);
  }

  Pot seeing(String paymentId, String amount) {
    Map<String, BigInteger> now = new HashMap<>(seen);
    now.put(paymentId, new BigInteger(amount));
    return new Pot(balance, paid, now, payouts);
  }

  Pot losing(String paymentId) {
    Map<String, BigInteger> now = new HashMap<>(seen);
    now.remove(paymentId);
    return new Pot(balance, paid, now, payouts);
  }

  Pot after(OrderPaid event) {
    Map<String, BigInteger> now = new HashMap<>(paid);
    now.put(event.paymentId(), new BigInteger(event.amount()));
    return new Pot(new BigInteger(event.potAfter()), now, losing(event.paymentId()).seen, payouts);
  }

  Pot after(OrderPaidOut event) {
    return new Pot(new BigInteger(event.potAfter()), paid, seen, payouts + 1);
  }
}

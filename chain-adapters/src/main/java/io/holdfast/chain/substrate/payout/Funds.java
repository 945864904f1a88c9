package io.holdfast.chain.substrate.payout;

import io.holdfast.chain.substrate.block.SubstrateStore.Holder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a payment is made from: the treasury, and deposit accounts that are emptied into it where it
 * cannot pay alone. Pure. Amounts in the native asset's smallest unit.
 *
 * @param free what the treasury owns
 * @param promised amounts and fees of payments that are under way and not in a block yet
 * @param existentialDeposit what an account must keep
 */
record Funds(BigInteger free, BigInteger promised, BigInteger existentialDeposit) {
  /** A deposit account and what it holds. */
  record Held(Holder holder, BigInteger amount) {}

  /** Fees are taken before anything else happens: the treasury itself must have them. */
  boolean canPayFees(BigInteger mostFee) {
    return spendable().compareTo(mostFee) >= 0;
  }

  /**
   * The deposit accounts to empty so that the amount can be paid: none where the treasury suffices,
   * else the fewest, the richest first. Empty where all together do not suffice.
   */
  Optional<List<Holder>> toPay(BigInteger amount, BigInteger mostFee, List<Held> held) {
    BigInteger missing = amount.add(mostFee).subtract(spendable());
    List<Holder> chosen = new ArrayList<>();
    for (Held each : richestFirst(held)) {
      if (missing.signum() <= 0) {
        break;
      }
      chosen.add(each.holder());
      missing = missing.subtract(each.amount());
    }
    return missing.signum() <= 0 ? Optional.of(List.copyOf(chosen)) : Optional.empty();
  }

  private static List<Held> richestFirst(List<Held> held) {
    return held.stream()
        .filter(each -> each.amount().signum() > 0)
        .sorted((one, other) -> other.amount().compareTo(one.amount()))
        .toList();
  }

  private BigInteger spendable() {
    return free.subtract(promised).subtract(existentialDeposit);
  }
}

package io.holdfast.chain.substrate.block;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.runtime.Event;
import io.holdfast.chain.substrate.scale.Value;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the native asset moved, as the events of pallet {@code balances} say. Pure. */
final class NativeMoves {
  private NativeMoves() {}

  /**
   * Somebody has more than before.
   *
   * @param from who has less; null where it came from elsewhere, for example from another chain
   */
  record Credit(Event event, AccountId to, @Nullable AccountId from, BigInteger amount) {}

  /**
   * A transfer, or what was put into an account from elsewhere. Reserved, locked and issued amounts
   * are none: they change nobody's property.
   */
  static Optional<Credit> credit(Event event) {
    if (!event.pallet().equals("Balances")) {
      return Optional.empty();
    }
    Value fields = event.fields();
    return switch (event.name()) {
      case "Transfer" ->
          Optional.of(
              new Credit(
                  event,
                  new AccountId(fields.field("to", 1).hex()),
                  new AccountId(fields.field("from", 0).hex()),
                  fields.field("amount", 2).number()));
      case "Deposit", "Minted" ->
          Optional.of(
              new Credit(
                  event,
                  new AccountId(fields.field("who", 0).hex()),
                  null,
                  fields.field("amount", 1).number()));
      default -> Optional.empty();
    };
  }

  /** What this event took from an account for fees, less than zero where it gave some back. */
  static BigInteger withdrawn(Event event, AccountId account) {
    boolean taken = event.is("Balances", "Withdraw");
    boolean givenBack = event.is("Balances", "Deposit");
    if ((!taken && !givenBack) || !event.fields().field("who", 0).hex().equals(account.hex())) {
      return BigInteger.ZERO;
    }
    BigInteger amount = event.fields().field("amount", 1).number();
    return taken ? amount : amount.negate();
  }
}

package io.holdfast.chain.evm.escrow;

import io.holdfast.api.query.OrderContract.State;
import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.wire.Address;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one opening of an order stands by what the contract said of it, final or not. Immutable.
 *
 * @param shipped whether it ever was
 * @param dueAtMillis from when on nobody needs the other side; null where it is over
 * @param last what was said last
 */
record Standing(
    Address buyer,
    Address seller,
    BigInteger amount,
    State state,
    boolean shipped,
    @Nullable Long dueAtMillis,
    BigInteger toSeller,
    BigInteger toBuyer,
    Heard last) {
  private static final long MILLIS = 1_000;

  /**
   * What the contract said, in a block that stands.
   *
   * @param position among all events of the block
   * @param isFinal whether the block is
   */
  record Heard(ContractEvent event, long height, long position, boolean isFinal) {}

  /**
   * @param heard all of one buyer's wallet, in the chain's order
   * @return empty where it opened nothing
   */
  static Optional<Standing> of(List<Heard> heard) {
    @Nullable Standing standing = null;
    for (Heard each : heard) {
      if (each.event().name().equals("Opened")) {
        standing = opened(each);
      } else if (standing != null) {
        standing = standing.after(each);
      }
    }
    return Optional.ofNullable(standing);
  }

  private static Standing opened(Heard heard) {
    ContractEvent event = heard.event();
    return new Standing(
        new Address(event.field("buyer")),
        new Address(event.field("seller")),
        new BigInteger(event.field("amount")),
        State.FUNDED,
        false,
        dueAt(event),
        BigInteger.ZERO,
        BigInteger.ZERO,
        heard);
  }

  private Standing after(Heard heard) {
    ContractEvent event = heard.event();
    return switch (event.name()) {
      case "Shipped" -> waiting(State.SHIPPED, true, heard);
      case "Disputed" -> waiting(State.DISPUTED, shipped, heard);
      case "PaidOut" ->
          new Standing(
              buyer,
              seller,
              amount,
              State.PAID_OUT,
              shipped,
              null,
              new BigInteger(event.field("toSeller")),
              new BigInteger(event.field("toBuyer")),
              heard);
      default -> this;
    };
  }

  private Standing waiting(State next, boolean isShipped, Heard heard) {
    return new Standing(
        buyer, seller, amount, next, isShipped, dueAt(heard.event()), toSeller, toBuyer, heard);
  }

  private static long dueAt(ContractEvent event) {
    return Math.multiplyExact(Long.parseLong(event.field("dueAt")), MILLIS);
  }

  boolean isDue(long nowMillis) {
    return dueAtMillis != null && nowMillis >= dueAtMillis;
  }
}

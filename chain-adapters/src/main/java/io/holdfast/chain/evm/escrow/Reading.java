package io.holdfast.chain.evm.escrow;

import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import io.holdfast.chain.evm.contract.ContractEvent;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an order follows of what its contract says. Pure. Anybody may open anything under the name
 * of any order; it counts where the buyer's wallet paid the whole price for the seller's. All that
 * follows is bound to that one opening by the contract itself.
 *
 * @param people whose a wallet is
 */
record Reading(Asset asset, Function<String, Optional<String>> people) {
  /** What becomes of a saying. */
  sealed interface Verdict {
    /**
     * The order follows.
     *
     * @param buyerAddress the wallet to which the order is bound from here on
     */
    record Follow(FollowContract command, String buyerAddress) implements Verdict {}

    /** It is none of our orders', or not as agreed: a person looks. */
    record Strange(String reason) implements Verdict {}

    /** It moves no order. */
    record Nothing() implements Verdict {}
  }

  Verdict of(Saying saying, Optional<HeldOrder> known) {
    ContractEvent event = saying.event();
    return switch (event.name()) {
      case "Opened", "Shipped", "Disputed", "PaidOut" ->
          known.map(order -> of(saying, order)).orElseGet(() -> strange("for no order of ours"));
      default -> new Verdict.Nothing();
    };
  }

  private Verdict of(Saying saying, HeldOrder order) {
    ContractEvent event = saying.event();
    String buyer = event.field("buyer");
    String bound = order.buyerAddress();
    if (event.name().equals("Opened")) {
      BigInteger amount = new BigInteger(event.field("amount"));
      Optional<String> wrong = wrong(order, buyer, event.field("seller"), amount);
      return wrong
          .<Verdict>map(Verdict.Strange::new)
          .orElseGet(() -> follow(saying.source(), order, buyer, ContractStep.FUNDED, null, event));
    }
    if (bound == null || !bound.equalsIgnoreCase(buyer)) {
      return strange("of an opening that the order does not follow");
    }
    return switch (event.name()) {
      case "Shipped" -> follow(saying.source(), order, buyer, ContractStep.SHIPPED, null, event);
      case "Disputed" ->
          follow(
              saying.source(),
              order,
              buyer,
              ContractStep.DISPUTED,
              event.field("by").equalsIgnoreCase(buyer) ? order.buyerId() : order.sellerId(),
              event);
      default -> follow(saying.source(), order, buyer, ContractStep.PAID_OUT, null, event);
    };
  }

  /** Why an opening is not the one that was agreed, if it is not. */
  Optional<String> wrong(HeldOrder order, String buyer, String seller, BigInteger amount) {
    String bound = order.buyerAddress();
    if (bound != null && !bound.equalsIgnoreCase(buyer)) {
      return Optional.of("opened before from another wallet");
    }
    if (!people.apply(buyer).equals(Optional.of(order.buyerId()))) {
      return Optional.of("paid from a wallet that is not the buyer's");
    }
    if (!people.apply(seller).equals(Optional.of(order.sellerId()))) {
      return Optional.of("for a wallet that is not the seller's");
    }
    return amount.equals(order.price())
        ? Optional.empty()
        : Optional.of("of another amount than the price");
  }

  private Verdict follow(
      String source,
      HeldOrder order,
      String buyerAddress,
      ContractStep step,
      @Nullable String by,
      ContractEvent event) {
    boolean paysOut = step == ContractStep.PAID_OUT;
    return new Verdict.Follow(
        command(
            source,
            order,
            step,
            by,
            paysOut ? new BigInteger(event.field("toSeller")) : BigInteger.ZERO,
            paysOut ? new BigInteger(event.field("toBuyer")) : BigInteger.ZERO),
        buyerAddress);
  }

  FollowContract command(
      String source,
      HeldOrder order,
      ContractStep step,
      @Nullable String by,
      BigInteger toSeller,
      BigInteger toBuyer) {
    return new FollowContract(
        order.orderId(),
        source,
        step,
        by == null ? null : new UserId(by),
        new Money(asset, toSeller),
        new Money(asset, toBuyer));
  }

  private static Verdict strange(String reason) {
    return new Verdict.Strange(reason);
  }
}

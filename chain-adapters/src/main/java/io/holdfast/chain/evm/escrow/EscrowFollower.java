package io.holdfast.chain.evm.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.money.Asset;
import io.holdfast.chain.evm.escrow.EscrowContract.Opening;
import io.holdfast.chain.evm.escrow.EscrowContract.State;
import io.holdfast.chain.evm.escrow.Reading.Verdict;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has orders follow their contract. Only what stands in final blocks is told, one saying after the
 * other, and then it is stored that it was: killed in between, the same is told again, which is
 * quiet. What the order does not follow is parked, and the rest goes on.
 *
 * <p>Where nothing was heard for long, or somebody doubts, the contract itself is asked how the
 * order stands at the chain's final block, and that is told.
 */
public final class EscrowFollower {
  private static final int MOST = 100;

  private final EscrowStore store;
  private final Address address;
  private final EscrowContract contract;
  private final Reading reading;
  private final Reporter reporter;

  public EscrowFollower(
      EscrowStore store, EvmRpc node, Address address, Asset asset, Reporter reporter) {
    this.store = store;
    this.address = address;
    this.contract = new EscrowContract(node, address);
    this.reading = new Reading(asset, store::personAt);
    this.reporter = reporter;
  }

  /** From what is stored; may be repeated. */
  public void work() {
    store.unfollowed(address, MOST).forEach(this::follow);
    store.asked(MOST).forEach(this::ask);
  }

  private void follow(Saying saying) {
    Optional<HeldOrder> order =
        Optional.ofNullable(saying.event().content().get("order")).flatMap(store::byKey);
    switch (reading.of(saying, order)) {
      case Verdict.Follow(FollowContract command, String buyer) ->
          tell(command, saying)
              .ifPresentOrElse(
                  refusal -> store.strange(saying, refusal.code(), refusal.reason()),
                  () -> store.followed(saying, order.orElseThrow(), buyer));
      case Verdict.Strange(String reason) -> store.strange(saying, ErrorCode.NOT_FOUND, reason);
      case Verdict.Nothing _ -> store.ofNoMatter(saying);
    }
  }

  private Optional<Rejection> tell(FollowContract command, Saying saying) {
    return reporter.tell(new Report(command, saying.block(), saying.transaction()));
  }

  /** Of an order that the contract holds, whoever wants to know. */
  void ask(HeldOrder order) {
    for (Address wallet : wallets(order)) {
      contract
          .opening(order.key(), wallet)
          .filter(opening -> isAgreed(order, opening))
          .ifPresent(opening -> tell(order, opening));
    }
    store.answered(order);
  }

  private List<Address> wallets(HeldOrder order) {
    String bound = order.buyerAddress();
    return bound == null ? store.walletsOf(order.buyerId()) : List.of(new Address(bound));
  }

  /** Once it was, it is: who unlinks a wallet later changes nothing. */
  private boolean isAgreed(HeldOrder order, Opening opening) {
    return order.buyerAddress() != null
        || reading
            .wrong(order, opening.buyer().value(), opening.seller().value(), opening.amount())
            .isEmpty();
  }

  private void tell(HeldOrder order, Opening opening) {
    FollowContract command =
        reading.command(
            "state:" + opening.height() + ":" + address.value(),
            order,
            step(opening.state()),
            complainer(order, opening),
            opening.state() == State.PAID_OUT ? opening.toSeller() : BigInteger.ZERO,
            opening.toBuyer());
    reporter.observe(List.of(new Report(command, null, null)));
    store.bind(order, opening.buyer().value().toLowerCase(Locale.ROOT));
  }

  private static @Nullable String complainer(HeldOrder order, Opening opening) {
    if (opening.state() != State.DISPUTED) {
      return null;
    }
    return opening.disputedBySeller() ? order.sellerId() : order.buyerId();
  }

  private static ContractStep step(State state) {
    return switch (state) {
      case FUNDED -> ContractStep.FUNDED;
      case SHIPPED -> ContractStep.SHIPPED;
      case DISPUTED -> ContractStep.DISPUTED;
      case PAID_OUT -> ContractStep.PAID_OUT;
      case NONE -> throw new IllegalArgumentException("nothing was opened");
    };
  }
}

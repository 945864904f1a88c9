package io.holdfast.chain.evm.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.money.Asset;
import io.holdfast.chain.evm.escrow.EscrowContract.Opening;
import io.holdfast.chain.evm.escrow.EscrowContract.State;
import io.holdfast.chain.evm.escrow.Reading.Verdict;
import io.holdfast.chain.evm.rpc.EvmHeader;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has orders follow their contract. Only what stands in final blocks is told, one saying after the
 * other, and then it is stored that it was: killed in between, the same is told again, which is
 * quiet. What the order does not follow is parked, and the rest goes on.
 *
 * <p>Where nothing was heard for long, or somebody doubts, the contract itself is asked how the
 * order stands at the chain's final block, and that is told.
 */
public final class EscrowFollower {
  private static final Logger LOG = LoggerFactory.getLogger(EscrowFollower.class);
  private static final int MOST = 100;

  private final EscrowStore store;
  private final Address address;
  private final EvmRpc node;
  private final Reading reading;
  private final Reporter reporter;

  public EscrowFollower(
      EscrowStore store, EvmRpc node, Address address, Asset asset, Reporter reporter) {
    this.store = store;
    this.address = address;
    this.node = node;
    this.reading = new Reading(asset, store::personAt);
    this.reporter = reporter;
  }

  /** From what is stored; may be repeated. */
  public void work() {
    store.unfollowed(address, MOST).forEach(this::follow);
    store.asked(MOST).forEach(this::answer);
  }

  /** One that cannot be answered holds up neither the others nor what the rail has to do. */
  private void answer(HeldOrder order) {
    try {
      if (ask(order)) {
        store.answered(order);
      }
    } catch (NodeAnsweredRubbish rubbish) {
      LOG.warn("the contract gives no answer about {}", order.orderId(), rubbish);
    }
  }

  private void follow(Saying saying) {
    Optional<HeldOrder> order =
        Optional.ofNullable(saying.event().content().get("order")).flatMap(store::byKey);
    switch (reading.of(saying, order)) {
      case Verdict.Follow(FollowContract command, String buyer) ->
          tell(command, saying)
              .ifPresentOrElse(
                  refusal -> store.strange(saying, refusal.code(), refusal.reason()),
                  () -> store.followed(saying, order.orElseThrow(), address, buyer));
      case Verdict.Strange(String reason) -> store.strange(saying, ErrorCode.NOT_FOUND, reason);
      case Verdict.Nothing _ -> store.ofNoMatter(saying);
    }
  }

  private Optional<Rejection> tell(FollowContract command, Saying saying) {
    return reporter.tell(new Report(command, saying.block(), saying.transaction()));
  }

  /**
   * How an order stands finally, by the contract that it was opened in, is told.
   *
   * @return whether that answers; not where its time for being paid was over after the chain's
   *     final block
   */
  boolean ask(HeldOrder order) {
    EscrowContract contract =
        new EscrowContract(node, Objects.requireNonNullElse(order.contract(), address));
    EvmHeader block = contract.finalBlock();
    Optional<Opening> opening = agreed(order, contract, block.number());
    if (opening.isPresent()) {
      tell(order, contract, opening.get());
      return true;
    }
    if (order.askedAt() == null || order.buyerAddress() != null) {
      return true;
    }
    boolean isOver = !Instant.ofEpochSecond(block.timestampSeconds()).isBefore(order.askedAt());
    if (isOver) {
      tellNothing(order, block.number());
    }
    return isOver;
  }

  /** The one that the order follows: of several, one that goes on before one that is over. */
  private Optional<Opening> agreed(HeldOrder order, EscrowContract contract, long height) {
    return wallets(order).stream()
        .flatMap(wallet -> contract.opening(order.key(), wallet, height).stream())
        .filter(opening -> isAgreed(order, opening))
        .min(Comparator.comparing(opening -> opening.state() == State.PAID_OUT));
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

  private void tell(HeldOrder order, EscrowContract contract, Opening opening) {
    FollowContract command =
        reading.command(
            source(contract.address(), opening.height()),
            order,
            step(opening.state()),
            complainer(order, opening),
            opening.state() == State.PAID_OUT ? opening.toSeller() : BigInteger.ZERO,
            opening.toBuyer());
    if (tell(command)) {
      store.bind(order, contract.address(), opening.buyer().value());
    }
  }

  private void tellNothing(HeldOrder order, long height) {
    tell(
        reading.command(
            source(address, height),
            order,
            ContractStep.NOTHING,
            null,
            BigInteger.ZERO,
            BigInteger.ZERO));
  }

  /** Whether the order takes it; what it refuses is parked. */
  private boolean tell(FollowContract command) {
    Report report = new Report(command, null, null);
    Optional<Rejection> refusal = reporter.tell(report);
    refusal.ifPresent(reason -> store.park(report, reason));
    return refusal.isEmpty();
  }

  private static String source(Address contract, long height) {
    return "state:" + height + ":" + contract.value();
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

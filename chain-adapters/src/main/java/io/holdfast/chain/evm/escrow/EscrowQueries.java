package io.holdfast.chain.evm.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderContract.Side;
import io.holdfast.api.query.OrderContract;
import io.holdfast.api.query.OrderContract.Call;
import io.holdfast.api.query.OrderContract.State;
import io.holdfast.chain.evm.wire.Address;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sides of an order where its contract is, how it stands there, and what they may send;
 * from what is stored. Thread-safe.
 */
public final class EscrowQueries {
  private final EscrowStore store;
  private final String rail;
  private final BigInteger chain;
  private final Optional<Address> contract;
  private final Clock clock;

  /**
   * @param contract empty where there is no escrow contract
   */
  public EscrowQueries(
      EscrowStore store, String rail, BigInteger chain, Optional<Address> contract, Clock clock) {
    this.store = store;
    this.rail = rail;
    this.chain = chain;
    this.contract = contract;
    this.clock = clock;
  }

  /**
   * @throws Rejection WRONG_STATE where there is no contract; WALLET_NOT_LINKED where it cannot be
   *     opened, or be opened for the one who asks, for want of a wallet
   */
  @QueryHandler
  public OrderContract of(FindOrderContract query) {
    Address current =
        contract.orElseThrow(
            () -> new Rejection(ErrorCode.WRONG_STATE, "No contract keeps this order's money."));
    HeldOrder order = order(query);
    Address address = Objects.requireNonNullElse(order.contract(), current);
    List<Address> buyers = store.walletsOf(order.buyerId());
    List<Address> asked =
        Optional.ofNullable(order.buyerAddress()).map(Address::new).map(List::of).orElse(buyers);
    List<Standing> opened =
        asked.stream()
            .flatMap(each -> Standing.of(store.heard(address, order.key(), each)).stream())
            .toList();
    Reading reading = new Reading(query.price().asset(), store::personAt);
    Optional<Standing> counts = opened.stream().filter(counts(order, reading)).findFirst();
    if (counts.isPresent()) {
      return view(order, address, counts.get(), null, calls(order, counts.get(), query, address));
    }
    return notOpened(query, order, address, reading, buyers, opened);
  }

  /** The rail may not have heard of it yet. */
  private HeldOrder order(FindOrderContract query) {
    return store
        .byId(query.orderId().value())
        .orElseGet(
            () ->
                new HeldOrder(
                    query.orderId(),
                    query.price().asset().code(),
                    query.price().minor(),
                    query.buyerId(),
                    query.sellerId(),
                    null,
                    null,
                    null));
  }

  /** Once it became final it does, whoever unlinks a wallet later. */
  private static Predicate<Standing> counts(HeldOrder order, Reading reading) {
    return standing -> order.buyerAddress() != null || wrong(order, reading, standing).isEmpty();
  }

  private static Optional<String> wrong(HeldOrder order, Reading reading, Standing standing) {
    return reading.wrong(
        order, standing.buyer().value(), standing.seller().value(), standing.amount());
  }

  private List<Call> calls(
      HeldOrder order, Standing standing, FindOrderContract query, Address address) {
    Side side = query.side();
    if (side == null) {
      return List.of();
    }
    List<Call> calls = new ArrayList<>(EscrowCalls.of(order, standing, side, clock.millis()));
    calls.addAll(withdrawal(standing, side, address));
    return calls;
  }

  /** Where something was credited to this side and not fetched since. */
  private List<Call> withdrawal(Standing standing, Side side, Address address) {
    Address wallet = side == Side.BUYER ? standing.buyer() : standing.seller();
    BigInteger credit = side == Side.BUYER ? standing.toBuyer() : standing.toSeller();
    return credit.signum() > 0 && !store.hasFetchedSince(address, wallet, standing.last())
        ? List.of(EscrowCalls.withdraw(wallet))
        : List.of();
  }

  private OrderContract notOpened(
      FindOrderContract query,
      HeldOrder order,
      Address address,
      Reading reading,
      List<Address> buyers,
      List<Standing> opened) {
    List<Address> sellers = store.walletsOf(order.sellerId());
    if (query.waitsForPrice()) {
      requireWallets(query.side(), buyers, sellers);
    }
    List<Call> calls = new ArrayList<>();
    List<Address> free =
        buyers.stream()
            .filter(wallet -> opened.stream().noneMatch(each -> each.buyer().equals(wallet)))
            .toList();
    if (query.waitsForPrice() && query.side() == Side.BUYER && !free.isEmpty()) {
      calls.add(EscrowCalls.open(order, free, sellers.getFirst()));
    }
    if (opened.isEmpty()) {
      return nothing(order, address, sellers, calls);
    }
    Standing wrong = opened.getFirst();
    if (query.side() != null) {
      calls.addAll(EscrowCalls.back(order, wrong, query.side()));
      calls.addAll(withdrawal(wrong, query.side(), address));
    }
    return view(order, address, wrong, wrong(order, reading, wrong).orElseThrow(), calls);
  }

  private static void requireWallets(
      @Nullable Side side, List<Address> buyers, List<Address> sellers) {
    if (side == Side.BUYER && buyers.isEmpty()) {
      throw notLinked("Link the EVM wallet from which you pay, in your profile.");
    }
    if (side == Side.SELLER && sellers.isEmpty()) {
      throw notLinked("Link the EVM wallet that is to be paid, in your profile.");
    }
    if (side == Side.BUYER && sellers.isEmpty()) {
      throw notLinked(
          "The seller has linked no EVM wallet yet. Once they do so in their profile, you can pay.");
    }
  }

  private static Rejection notLinked(String todo) {
    return new Rejection(ErrorCode.WALLET_NOT_LINKED, todo);
  }

  private OrderContract nothing(
      HeldOrder order, Address address, List<Address> sellers, List<Call> calls) {
    return new OrderContract(
        order.orderId().value(),
        rail,
        chain.toString(),
        address.checksummed(),
        order.key(),
        order.asset(),
        order.price().toString(),
        null,
        sellers.isEmpty() ? null : sellers.getFirst().checksummed(),
        State.NONE,
        true,
        null,
        "0",
        "0",
        null,
        calls);
  }

  private OrderContract view(
      HeldOrder order,
      Address address,
      Standing standing,
      @Nullable String problem,
      List<Call> calls) {
    return new OrderContract(
        order.orderId().value(),
        rail,
        chain.toString(),
        address.checksummed(),
        order.key(),
        order.asset(),
        order.price().toString(),
        standing.buyer().checksummed(),
        standing.seller().checksummed(),
        standing.state(),
        standing.last().isFinal(),
        standing.dueAtMillis(),
        standing.toSeller().toString(),
        standing.toBuyer().toString(),
        problem,
        calls);
  }
}

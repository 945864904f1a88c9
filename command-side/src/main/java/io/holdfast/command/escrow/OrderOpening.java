package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.Aggregates.Loaded;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountDecider;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.account.AccountState.Open;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a new order needs beside itself, in the append in which it is made. */
final class OrderOpening {
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Rails rails;

  OrderOpening(Aggregates<AccountAggregate, AccountState, AccountEvent> accounts, Rails rails) {
    this.accounts = accounts;
    this.rails = rails;
  }

  /**
   * The pot is open and both accounts are the parties' own from here on, so no payout is refused.
   * That the pot comes after the accounts whatever its id delays nobody: it is new.
   *
   * @param events none where the order is there already
   */
  void open(
      CreateOrder command,
      Loaded<OrderAggregate, Order, OrderEvent> order,
      List<OrderEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    requireOwn(command);
    requireHolder(command);
    order.record(events);
    if (command.mode() != PaymentMode.CONTRACT) {
      accounts.decide(
          command.orderId().pot().value(),
          state -> AccountDecider.openPot(command.orderId(), state));
    }
  }

  /** Whoever wants a contract to keep the money has one that can. */
  private void requireHolder(CreateOrder command) {
    Asset asset = command.price().asset();
    if (command.mode() == PaymentMode.CONTRACT && !rails.require(asset.rail()).holdsOrders(asset)) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "No contract of ours holds orders in this asset.");
    }
  }

  /** In the order of ids, as everywhere. */
  private void requireOwn(CreateOrder command) {
    Stream.of(command.buyer(), command.seller())
        .sorted(Comparator.comparing(Party::accountId))
        .forEach(this::requireOwn);
  }

  private void requireOwn(Party party) {
    Open account = accounts.load(party.accountId().value()).state().requireOpen();
    if (!account.ownerId().equals(party.userId().value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Each side pays and is paid by an own account.");
    }
  }
}

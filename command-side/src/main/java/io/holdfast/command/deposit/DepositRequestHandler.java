package io.holdfast.command.deposit;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.ExpireDepositRequest;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.escrow.PaymentDecider;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;

/** Gives out addresses, and closes requests whose time has run out. */
public final class DepositRequestHandler {
  private final Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final OrderSteps orders;
  private final Assets assets;
  private final Rails rails;
  private final Clock clock;

  public DepositRequestHandler(
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      OrderSteps orders,
      Assets assets,
      Rails rails,
      Clock clock) {
    this.requests = requests;
    this.accounts = accounts;
    this.orders = orders;
    this.assets = assets;
    this.rails = rails;
    this.clock = clock;
  }

  @CommandHandler
  void handle(RequestDeposit command) {
    Rail rail = rails.require(assets.require(command.asset()).rail());
    requests.decide(
        command.targetId(),
        state -> {
          accounts.load(command.accountId().value()).state().requireOpen();
          return DepositRequestDecider.request(
              command,
              rail.id(),
              () -> rail.depositAddress(command.requestId()),
              state,
              clock.instant());
        });
  }

  /** The address is made only where the order waits for its price. */
  @CommandHandler
  void handle(RequestOrderDeposit command) {
    Asset asset = assets.require(command.asset());
    Rail rail = rails.require(asset.rail());
    requests.decide(
        command.targetId(),
        state -> {
          OrderCreated order =
              PaymentDecider.requireDueByChain(
                  command.by(), asset, orders.load(command.orderId()).requireExisting());
          return DepositRequestDecider.requestForOrder(
              order, rail.id(), () -> rail.depositAddress(command.requestId()), state);
        });
  }

  @CommandHandler
  void handle(ExpireDepositRequest command) {
    requests.decide(
        command.targetId(), state -> DepositRequestDecider.expire(state, clock.instant()));
  }
}

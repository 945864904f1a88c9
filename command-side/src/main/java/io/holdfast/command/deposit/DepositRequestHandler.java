package io.holdfast.command.deposit;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.ExpireDepositRequest;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;

/** Gives out addresses, and closes requests whose time has run out. */
public final class DepositRequestHandler {
  private final Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Assets assets;
  private final Rails rails;
  private final Clock clock;

  public DepositRequestHandler(
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Assets assets,
      Rails rails,
      Clock clock) {
    this.requests = requests;
    this.accounts = accounts;
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

  @CommandHandler
  void handle(ExpireDepositRequest command) {
    requests.decide(
        command.targetId(), state -> DepositRequestDecider.expire(state, clock.instant()));
  }
}

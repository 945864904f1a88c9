package io.holdfast.command.account;

import io.holdfast.api.account.AccountCommand;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.account.DisallowDestination;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.account.PlaceHold;
import io.holdfast.api.account.ReleaseHold;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Carries out what is asked of one account alone. */
public final class AccountHandler {
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Rails rails;
  private final Clock clock;

  public AccountHandler(
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts, Rails rails, Clock clock) {
    this.accounts = accounts;
    this.rails = rails;
    this.clock = clock;
  }

  @CommandHandler
  void handle(OpenAccount command) {
    decide(command);
  }

  @CommandHandler
  void handle(PlaceHold command) {
    decide(command);
  }

  @CommandHandler
  void handle(ReleaseHold command) {
    decide(command);
  }

  /** The list keeps the rail's canonical spelling, so that one address has one. */
  @CommandHandler
  void handle(AllowDestination command) {
    String address = rails.require(command.rail()).requireDestination(command.address());
    decide(new AllowDestination(command.accountId(), command.rail(), address));
  }

  /** What is on the list comes off it, also where its rail is no longer configured. */
  @CommandHandler
  void handle(DisallowDestination command) {
    accounts.decide(
        command.targetId(),
        state -> {
          List<AccountEvent> events = AccountDecider.decide(command, state, clock.instant());
          if (events.isEmpty()) {
            rails.require(command.rail());
          }
          return events;
        });
  }

  private void decide(AccountCommand command) {
    accounts.decide(
        command.targetId(), state -> AccountDecider.decide(command, state, clock.instant()));
  }
}

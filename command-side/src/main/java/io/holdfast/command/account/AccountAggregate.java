package io.holdfast.command.account;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of an account; the rules are in {@link AccountDecider}. */
@AggregateRoot(type = "Account")
public class AccountAggregate extends Shell<AccountState, AccountEvent> {
  protected AccountAggregate() {
    super(AccountState.UNOPENED);
  }

  public AccountAggregate(String id) {
    super(id, AccountState.UNOPENED);
  }

  @EventSourcingHandler
  void on(AccountEvent event) {
    become(event.streamId(), AccountDecider.evolve(state(), event));
  }
}

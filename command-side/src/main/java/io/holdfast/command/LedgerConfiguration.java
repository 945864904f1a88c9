package io.holdfast.command;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountHandler;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.journal.EntryState;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.journal.PostEntryHandler;
import java.time.Clock;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger's command handlers. The repositories, the log and the bus come from Axon's wiring. */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
  @Bean
  Aggregates<AccountAggregate, AccountState, AccountEvent> accounts(
      Repository<AccountAggregate> repository) {
    return new Aggregates<>(repository, AccountAggregate::new);
  }

  @Bean
  Aggregates<EntryAggregate, EntryState, EntryPosted> entries(
      Repository<EntryAggregate> repository) {
    return new Aggregates<>(repository, EntryAggregate::new);
  }

  @Bean
  Journal journal(
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<EntryAggregate, EntryState, EntryPosted> entries) {
    return new Journal(accounts, entries);
  }

  @Bean
  AccountHandler accountHandler(
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts, Rails rails, Clock clock) {
    return new AccountHandler(accounts, rails, clock);
  }

  @Bean
  PostEntryHandler postEntryHandler(Journal journal) {
    return new PostEntryHandler(journal);
  }
}

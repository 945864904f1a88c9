package io.holdfast.command;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.PaymentEvent;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.money.Assets;
import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.api.reconciliation.ComparisonEvent;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountHandler;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.axon.LogRepository;
import io.holdfast.command.deadline.Deadlines;
import io.holdfast.command.deposit.Deposit;
import io.holdfast.command.deposit.DepositAggregate;
import io.holdfast.command.deposit.DepositDeadlines;
import io.holdfast.command.deposit.DepositHandler;
import io.holdfast.command.deposit.DepositRequest;
import io.holdfast.command.deposit.DepositRequestAggregate;
import io.holdfast.command.deposit.DepositRequestHandler;
import io.holdfast.command.escrow.OrderDeadlines;
import io.holdfast.command.escrow.OrderSteps;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.journal.EntryState;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.journal.PostEntryHandler;
import io.holdfast.command.parked.ParkedAggregate;
import io.holdfast.command.parked.ParkedHandler;
import io.holdfast.command.parked.ParkedProperties;
import io.holdfast.command.parked.RetryPlan;
import io.holdfast.command.policy.Policies;
import io.holdfast.command.policy.PolicyAggregate;
import io.holdfast.command.policy.PolicyHandler;
import io.holdfast.command.policy.PolicyProperties;
import io.holdfast.command.policy.PolicyState;
import io.holdfast.command.rail.RailAggregate;
import io.holdfast.command.rail.RailCursor;
import io.holdfast.command.rail.RailHandler;
import io.holdfast.command.reconciliation.Case;
import io.holdfast.command.reconciliation.CaseAggregate;
import io.holdfast.command.reconciliation.Comparing;
import io.holdfast.command.reconciliation.ComparingAggregate;
import io.holdfast.command.reconciliation.ReconciliationHandler;
import io.holdfast.command.replay.ReplayAggregate;
import io.holdfast.command.replay.ReplayHandler;
import io.holdfast.command.replay.ReplaySubjectAggregate;
import io.holdfast.command.session.SessionDeadlines;
import io.holdfast.command.withdrawal.Withdrawal;
import io.holdfast.command.withdrawal.WithdrawalAggregate;
import io.holdfast.command.withdrawal.WithdrawalHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.Repository;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The ledger's aggregates, command handlers and process managers. The log and the bus come from
 * Axon's wiring.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PolicyProperties.class, ParkedProperties.class})
public class LedgerConfiguration {
  @Bean
  LogRepository<AccountAggregate> accountRepository(LogNode node) {
    return node.repository(AccountAggregate.class);
  }

  @Bean
  LogRepository<EntryAggregate> entryRepository(LogNode node) {
    return node.repositoryOfUnkept(EntryAggregate.class);
  }

  @Bean
  LogRepository<DepositRequestAggregate> depositRequestRepository(LogNode node) {
    return node.repository(DepositRequestAggregate.class);
  }

  @Bean
  LogRepository<DepositAggregate> depositRepository(LogNode node) {
    return node.repository(DepositAggregate.class);
  }

  @Bean
  LogRepository<WithdrawalAggregate> withdrawalRepository(LogNode node) {
    return node.repository(WithdrawalAggregate.class);
  }

  @Bean
  LogRepository<RailAggregate> railRepository(LogNode node) {
    return node.repository(RailAggregate.class);
  }

  @Bean
  LogRepository<ComparingAggregate> comparingRepository(LogNode node) {
    return node.repository(ComparingAggregate.class);
  }

  @Bean
  LogRepository<CaseAggregate> caseRepository(LogNode node) {
    return node.repository(CaseAggregate.class);
  }

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
  Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> depositRequests(
      Repository<DepositRequestAggregate> repository) {
    return new Aggregates<>(repository, DepositRequestAggregate::new);
  }

  @Bean
  Aggregates<DepositAggregate, Deposit, PaymentEvent> deposits(
      Repository<DepositAggregate> repository) {
    return new Aggregates<>(repository, DepositAggregate::new);
  }

  @Bean
  Aggregates<WithdrawalAggregate, Withdrawal, WithdrawalEvent> withdrawals(
      Repository<WithdrawalAggregate> repository) {
    return new Aggregates<>(repository, WithdrawalAggregate::new);
  }

  @Bean
  Aggregates<RailAggregate, RailCursor, RailEvent> railCursors(
      Repository<RailAggregate> repository) {
    return new Aggregates<>(repository, RailAggregate::new);
  }

  @Bean
  Aggregates<ComparingAggregate, Comparing, ComparisonEvent> comparisons(
      Repository<ComparingAggregate> repository) {
    return new Aggregates<>(repository, ComparingAggregate::new);
  }

  @Bean
  Aggregates<CaseAggregate, Case, CaseEvent> reconciliationCases(
      Repository<CaseAggregate> repository) {
    return new Aggregates<>(repository, CaseAggregate::new);
  }

  @Bean
  LogRepository<PolicyAggregate> policyRepository(LogNode node) {
    return node.repository(PolicyAggregate.class);
  }

  @Bean
  Aggregates<PolicyAggregate, PolicyState, PolicyEvent> policyStreams(
      Repository<PolicyAggregate> repository) {
    return new Aggregates<>(repository, PolicyAggregate::new);
  }

  @Bean
  PolicyHandler policyHandler(
      Aggregates<PolicyAggregate, PolicyState, PolicyEvent> policyStreams, Policies policies) {
    return new PolicyHandler(policyStreams, policies);
  }

  @Bean
  Policies policies(PolicyProperties properties, Assets assets) {
    return new Policies(properties, assets);
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

  @Bean
  DepositRequestHandler depositRequestHandler(
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      OrderSteps orders,
      Assets assets,
      Rails rails,
      Clock clock) {
    return new DepositRequestHandler(requests, accounts, orders, assets, rails, clock);
  }

  @Bean
  Deadlines deadlines(DataSource source, CommandGateway commands, Clock clock) {
    List<Deadlines.Kind> kinds = new ArrayList<>(OrderDeadlines.KINDS);
    kinds.add(DepositDeadlines.EXPIRY);
    kinds.add(SessionDeadlines.EXPIRY);
    return new Deadlines(source, commands, clock, kinds);
  }

  @Bean
  DepositDeadlines depositDeadlines(Deadlines deadlines) {
    return new DepositDeadlines(deadlines);
  }

  @Bean
  DepositHandler depositHandler(
      Aggregates<DepositAggregate, Deposit, PaymentEvent> deposits,
      Aggregates<DepositRequestAggregate, DepositRequest, DepositRequestEvent> requests,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Aggregates<RailAggregate, RailCursor, RailEvent> cursors,
      Journal journal,
      Assets assets,
      Rails rails,
      Policies policies,
      OrderSteps orders,
      Clock clock) {
    return new DepositHandler(
        deposits, requests, accounts, cursors, journal, assets, rails, policies, orders, clock);
  }

  @Bean
  WithdrawalHandler withdrawalHandler(
      Aggregates<WithdrawalAggregate, Withdrawal, WithdrawalEvent> withdrawals,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Journal journal,
      Assets assets,
      Rails rails,
      PolicyHandler policies,
      Clock clock) {
    return new WithdrawalHandler(withdrawals, accounts, journal, assets, rails, policies, clock);
  }

  @Bean
  RailHandler railHandler(Aggregates<RailAggregate, RailCursor, RailEvent> cursors, Rails rails) {
    return new RailHandler(cursors, rails);
  }

  @Bean
  ReconciliationHandler reconciliationHandler(
      Aggregates<ComparingAggregate, Comparing, ComparisonEvent> comparisons,
      Aggregates<CaseAggregate, Case, CaseEvent> cases,
      Assets assets,
      Rails rails) {
    return new ReconciliationHandler(comparisons, cases, assets, rails);
  }

  @Bean
  LogRepository<ParkedAggregate> parkedRepository(LogNode node) {
    return node.repositoryOfUnkept(ParkedAggregate.class);
  }

  @Bean
  LogRepository<ReplayAggregate> replayRepository(LogNode node) {
    return node.repository(ReplayAggregate.class);
  }

  @Bean
  LogRepository<ReplaySubjectAggregate> replaySubjectRepository(LogNode node) {
    return node.repository(ReplaySubjectAggregate.class);
  }

  @Bean
  ParkedHandler parkedHandler(Repository<ParkedAggregate> repository, ParkedProperties properties) {
    return new ParkedHandler(
        new Aggregates<>(repository, ParkedAggregate::new), new RetryPlan(properties.retries()));
  }

  @Bean
  ReplayHandler replayHandler(
      Repository<ReplayAggregate> replays,
      Repository<ReplaySubjectAggregate> subjects,
      Aggregates<RailAggregate, RailCursor, RailEvent> cursors,
      Rails rails) {
    return new ReplayHandler(
        new Aggregates<>(replays, ReplayAggregate::new),
        new Aggregates<>(subjects, ReplaySubjectAggregate::new),
        cursors,
        rails);
  }
}

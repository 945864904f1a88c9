package io.holdfast.bench;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.Rails;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountHandler;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.journal.EntryAggregate;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.journal.PostEntryHandler;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Repository;

/**
 * The ledger's own handlers and aggregates on some bus and some repositories, and callers of them.
 * Every command is told apart by the id of its entry, as in the product.
 */
final class Ledger {
  static final int ACCOUNTS = 1_000;

  static final Asset ASSET = new Asset("BTC", 8, "bitcoin");
  private static final AccountId WORLD = AccountId.world("bitcoin");
  private static final AtomicLong ENTRIES = new AtomicLong();

  final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  final Journal journal;
  private final CommandGateway commands;

  Ledger(
      CommandBus bus, Repository<AccountAggregate> accounts, Repository<EntryAggregate> entries) {
    this.accounts = new Aggregates<>(accounts, AccountAggregate::new);
    journal = new Journal(this.accounts, new Aggregates<>(entries, EntryAggregate::new));
    subscribe(bus, new AccountHandler(this.accounts, new Rails(List.of()), Clock.systemUTC()));
    subscribe(bus, new PostEntryHandler(journal));
    commands = DefaultCommandGateway.builder().commandBus(bus).build();
  }

  static void subscribe(CommandBus bus, Object handler) {
    var _ = new AnnotationCommandHandlerAdapter<>(handler).subscribe(bus);
  }

  /** Opens the accounts and puts something into each. */
  void open() {
    for (int i = 0; i < ACCOUNTS; i++) {
      send(new OpenAccount(account(i), "user:" + i, "main"));
      post(EntryKind.DEPOSIT, account(i), WORLD, 1_000_000_000L);
    }
  }

  /** Value comes in from outside to some account: two events. */
  void deposit() {
    post(EntryKind.DEPOSIT, account(any()), WORLD, 1);
  }

  /** Value comes in to always the same account: two events. */
  void depositOnHotAccount() {
    post(EntryKind.DEPOSIT, account(0), WORLD, 1);
  }

  /** Value moves between two accounts: three events. */
  void transfer() {
    int from = any();
    post(EntryKind.TRANSFER, account((from + 1 + any()) % ACCOUNTS), account(from), 1);
  }

  static int any() {
    return ThreadLocalRandom.current().nextInt(ACCOUNTS - 1);
  }

  static AccountId account(int number) {
    return new AccountId("account:bench-" + number);
  }

  private void post(EntryKind kind, AccountId to, AccountId from, long minor) {
    EntryId id = new EntryId("entry:bench-" + ENTRIES.incrementAndGet());
    send(
        new PostEntry(
            new JournalEntry(
                id,
                kind,
                List.of(new Posting(to, money(minor)), new Posting(from, money(-minor))),
                "bench")));
  }

  static Money money(long minor) {
    return new Money(ASSET, BigInteger.valueOf(minor));
  }

  void send(Object command) {
    commands.sendAndWait(
        new GenericCommandMessage<>(
            command, MetaData.from(Map.of("actor", "user:bench", "requestId", "request-1"))));
  }
}

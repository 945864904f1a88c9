package io.holdfast.command;

import io.holdfast.api.Command;
import io.holdfast.api.Event;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.policy.PolicyProperties;
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.Repository;

/**
 * The command handlers over Axon's own bus and a log in memory: real units of work, no database.
 * Every command that is sent tells the events that it appended.
 */
public final class TestLedger {
  private final List<Event> log = new ArrayList<>();
  private final EventStore store =
      EmbeddedEventStore.builder().storageEngine(new UniqueEngine()).build();
  private final CommandBus bus = SimpleCommandBus.builder().build();
  private final Repository<AccountAggregate> accounts = repository(AccountAggregate.class);

  public static final Asset KES = new Asset("KES", 2, "mpesa");

  /** Two assets, with a policy that lets withdraw 1,000 to 1,000,000 and a fee of 100. */
  public static final Assets ASSETS = new Assets(List.of(new Asset("BTC", 8, "bitcoin"), KES));

  public static final PolicyProperties.Withdrawal LIMITS =
      new PolicyProperties.Withdrawal(
          BigInteger.valueOf(100),
          BigInteger.valueOf(1_000),
          BigInteger.valueOf(1_000_000),
          BigInteger.valueOf(2_000_000),
          BigInteger.valueOf(500_000),
          2);

  public static final PolicyProperties POLICIES =
      new PolicyProperties(
          Map.of("BTC", LIMITS, "KES", LIMITS),
          Map.of("BTC", new PolicyProperties.Deposit(BigInteger.valueOf(500))));

  public TestLedger(TestRails rails, Clock clock) {
    TestHandlers.subscribe(bus, this::repository, rails.all(), clock);
    store.subscribe(messages -> messages.forEach(message -> log.add((Event) message.getPayload())));
  }

  /**
   * Sends a command and gives the events it appended; what was refused is thrown. As the real bus
   * does, a command whose append met a conflict is sent again, with a mark.
   */
  public List<Event> send(Command command) {
    try {
      return send(new GenericCommandMessage<>(command));
    } catch (ConcurrencyException e) {
      return send(new GenericCommandMessage<>(command, Map.of(MetaKeys.RETRIED, "true")));
    }
  }

  /** Sends a command and gives what it was answered with; what was refused is thrown. */
  public Object ask(Command command) {
    return answer(new GenericCommandMessage<>(command)).get();
  }

  private List<Event> send(CommandMessage<Command> message) {
    int before = log.size();
    answer(message);
    return List.copyOf(log.subList(before, log.size()));
  }

  private AtomicReference<Object> answer(CommandMessage<Command> message) {
    AtomicReference<Object> answer = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    bus.dispatch(
        message,
        (sent, result) -> {
          if (result.isExceptional()) {
            failure.set(result.exceptionResult());
          } else {
            answer.set(result.getPayload());
          }
        });
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
    return answer;
  }

  /** All events so far. */
  public List<Event> log() {
    return List.copyOf(log);
  }

  public Open account(String id) {
    AtomicReference<Open> state = new AtomicReference<>();
    DefaultUnitOfWork.startAndGet(null)
        .execute(() -> state.set(accounts.load(id).invoke(Shell::state).requireOpen()));
    return state.get();
  }

  public BigInteger available(String account, String asset) {
    return account(account).available(asset);
  }

  private <A> Repository<A> repository(Class<A> type) {
    return EventSourcingRepository.builder(type)
        .eventStore(store)
        .eventStreamFilter((DomainEventMessage<?> message) -> true)
        .build();
  }
}

package io.holdfast.command.escrow;

import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.OLIVIA;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Command;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.command.TestClock;
import io.holdfast.command.TestHandlers;
import io.holdfast.command.TestRails;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.log.LogProperties;
import io.holdfast.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program is killed at every single statement that it sends to a real database, before it gets
 * there and after, and whoever had no answer asks again: the log is, to the event, that of a
 * program that was never killed. So nothing of an order's money is paid, recorded or released
 * twice, or not at all.
 */
class KilledOrdersIT {
  private static final LogProperties PATIENT =
      new LogProperties(false, 16_384, 4_096, 60_000, 30, 1_000, 1_000);

  private static final MobilePaymentId MOBILE = new MobilePaymentId("mobile-payment:1");

  /** What is done to an order, from its creation to its end. */
  @SuppressWarnings("ImmutableEnumChecker") // no command changes
  enum Life {
    FROM_A_BALANCE(
        PaymentMode.BALANCE, Orders.pay(), Orders.ship(), Orders.delivered(), Orders.release()),
    BY_A_CHAIN_IN_PARTS(
        PaymentMode.CHAIN,
        Orders.seen("a", 1),
        Orders.paid("a", 1),
        Orders.paid("b", Orders.PRICE),
        Orders.ship(),
        Orders.release(),
        Orders.paid("late", 5)),
    BY_M_PESA(
        PaymentMode.MPESA,
        new RequestMobilePayment(Orders.ID, MOBILE, BUYER),
        new RecordMobilePush(Orders.ID, MOBILE),
        new SucceedMobilePayment(Orders.ID, MOBILE, Orders.kes(150_000)),
        new ClaimReceipt(Orders.ID, MOBILE, new Receipt("NLJ7RT61SV")),
        Orders.ship(),
        Orders.release()),
    SPLIT(
        PaymentMode.BALANCE,
        Orders.pay(),
        Orders.ship(),
        Orders.complain(BUYER),
        Orders.answer(SELLER),
        Orders.decide(OLIVIA, 333),
        Orders.appeal(SELLER),
        Orders.decide(Orders.ADAM, 500));

    private final List<Command> commands;

    Life(PaymentMode mode, Command... acts) {
      commands =
          Stream.concat(
                  Stream.of(
                      mode == PaymentMode.MPESA
                          ? Orders.byMobileMoney(Orders.kes(150_000))
                          : Orders.wish(mode)),
                  Stream.of(acts))
              .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void killedAnywhereItGoesOnAsIfItHadNotBeen(Life life) throws Exception {
    List<Object> never = logOfOneNeverKilled(life);
    for (Fuse.Cut cut : Fuse.Cut.values()) {
      boolean killed = true;
      for (int statement = 1; killed; statement++) {
        DataSource database = TestDatabase.create("log").dataSource();
        int answered = killed(new Fuse(database, statement, cut), life);
        killed = answered < life.commands.size();
        assertThat(statement > 1 || killed).as("something was tried").isTrue();
        live(database, life.commands.subList(answered, life.commands.size()));
        assertThat(log(database)).as("killed %s statement %s", cut, statement).isEqualTo(never);
      }
    }
  }

  private static List<Object> logOfOneNeverKilled(Life life) throws Exception {
    DataSource database = TestDatabase.create("log").dataSource();
    live(database, before());
    live(database, life.commands);
    return log(database);
  }

  /** How many were answered before it died, whose senders then know that there is no answer. */
  private static int killed(Fuse fuse, Life life) {
    int answered = 0;
    try (LogNode node = LogNode.of(fuse, PATIENT)) {
      CommandBus bus = bus(node);
      before().forEach(command -> send(bus, command).orTimeout(60, TimeUnit.SECONDS).join());
      fuse.light();
      for (Command command : life.commands) {
        CompletableFuture.anyOf(fuse.cut(), send(bus, command))
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
        if (fuse.cut().isDone()) {
          return answered;
        }
        answered++;
      }
    }
    return answered;
  }

  private static void live(DataSource database, List<Command> commands) {
    try (LogNode node = LogNode.of(database, PATIENT)) {
      CommandBus bus = bus(node);
      for (Command command : commands) {
        send(bus, command).orTimeout(60, TimeUnit.SECONDS).join();
      }
    }
  }

  private static CommandBus bus(LogNode node) {
    CommandBus bus = node.commandBus(NoOpMessageMonitor.INSTANCE, List.of());
    TestHandlers.subscribe(bus, node::repository, new TestRails(2, 6).all(), new TestClock(NOW));
    return bus;
  }

  private static List<Command> before() {
    JournalEntry start =
        new JournalEntry(
            new EntryId("entry:start"),
            EntryKind.DEPOSIT,
            List.of(
                new Posting(AccountId.world("bitcoin"), Orders.money(-5_000)),
                new Posting(BUYERS, Orders.money(5_000))),
            "start");
    return List.of(
        new OpenAccount(BUYERS, BUYER.value(), "Bea"),
        new OpenAccount(SELLERS, SELLER.value(), "Sam"),
        new PostEntry(start));
  }

  private static CompletableFuture<Object> send(CommandBus bus, Command command) {
    CompletableFuture<Object> answer = new CompletableFuture<>();
    bus.dispatch(
        new GenericCommandMessage<>(command),
        (sent, result) -> {
          if (result.isExceptional()) {
            answer.completeExceptionally(result.exceptionResult());
          } else {
            answer.complete(result.getPayload());
          }
        });
    return answer;
  }

  private static List<Object> log(DataSource database) throws Exception {
    List<Object> events = new ArrayList<>();
    try (LogNode node = LogNode.of(database, PATIENT);
        BlockingStream<TrackedEventMessage<?>> stream = node.eventStore().openStream(null)) {
      while (stream.hasNextAvailable()) {
        events.add(stream.nextAvailable().getPayload());
      }
    }
    return events;
  }
}

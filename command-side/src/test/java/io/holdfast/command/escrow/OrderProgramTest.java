package io.holdfast.command.escrow;

import static io.holdfast.command.escrow.Orders.ADAM;
import static io.holdfast.command.escrow.Orders.BTC;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.OLIVIA;
import static io.holdfast.command.escrow.Orders.PRICE;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.user.UserId;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Ended;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Waiting;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever is done, told or left undone, by whomever, in whatever order: the pot is never below
 * zero, has exactly the price while a funded order goes on, and nothing in every final state;
 * entries sum to zero; nobody gets more than was paid; what waits has a deadline, and deadlines
 * alone bring every order to its end, but for one that a contract keeps, which must be asked.
 */
class OrderProgramTest {
  private static final List<UserId> PEOPLE = List.of(BUYER, SELLER, OLIVIA, ADAM);

  private static final List<OrderDeadline> DEADLINES = List.of(OrderDeadline.values());
  private static final List<ContractStep> STEPS = List.of(ContractStep.values());

  /** The longest way: paid, shipped, complained, answered, decided, appealed, and notices. */
  private static final int MOST_DEADLINES = 10;

  /** Who, what, and a number that means an amount or a name; collisions are wanted. */
  record Move(What what, int person, int number, int hoursLater) {}

  enum What {
    PAY,
    SEEN,
    PAID,
    LOST,
    RECORD,
    SHIP,
    CONFIRM,
    RELEASE,
    CANCEL,
    COMPLAIN,
    ANSWER,
    SHOW,
    DECIDE,
    APPEAL,
    DEADLINE,
    ANY_DEADLINE,
    CONTRACT
  }

  @Property(tries = 1_000)
  void keepsEveryUnitOfMoney(@ForAll PaymentMode mode, @ForAll("programs") List<Move> program) {
    Books books = new Books(mode);
    for (Move move : program) {
      books.later(move.hoursLater());
      books.take(command(move, books.order));
    }
    books.leaveAlone();
    books.take(Orders.paid("after-the-end", 17));
    Statistics.label("end").collect(books.order.stage().getClass().getSimpleName());
    for (Class<?> end : List.of(Released.class, Cancelled.class, Expired.class, Resolved.class)) {
      Statistics.label(end.getSimpleName())
          .collect(end.isInstance(books.order.stage()))
          .coverage(c -> c.check(true).percentage(percent -> percent >= 1));
    }
  }

  /** An order, the balances of all that have to do with it, and a clock. */
  private static final class Books {
    private final Map<AccountId, BigInteger> balances = new HashMap<>();
    private final Set<EntryId> entries = new HashSet<>();
    private Instant now = NOW;
    private Existing order;

    /** What is paid by M-Pesa is, for the order, paid as by a chain. */
    Books(PaymentMode mode) {
      PaymentMode same = mode == PaymentMode.MPESA ? PaymentMode.CHAIN : mode;
      this.order = Orders.aCreated(same).requireExisting();
    }

    void later(int hours) {
      now = now.plus(Duration.ofHours(hours));
    }

    void take(OrderCommand command) {
      Stage before = order.stage();
      List<OrderEvent> events;
      try {
        events = OrderDecider.decide(command, order, now);
      } catch (Rejection refusal) {
        return;
      }
      for (OrderEvent event : events) {
        book(event);
        order = OrderHistory.evolve(order, event).requireExisting();
      }
      assertLawful(before, command);
    }

    private void book(OrderEvent event) {
      switch (event) {
        case OrderPaid paid -> post(OrderJournal.entry(paid, order.terms(), BTC));
        case OrderPaidOut out -> post(OrderJournal.entry(out, order.terms(), BTC));
        default -> {}
      }
    }

    private void post(JournalEntry entry) {
      assertThat(entries.add(entry.entryId())).as("%s happens once", entry).isTrue();
      for (Posting posting : entry.postings()) {
        balances.merge(posting.accountId(), posting.amount().minor(), BigInteger::add);
      }
    }

    private BigInteger balance(AccountId account) {
      return balances.getOrDefault(account, BigInteger.ZERO);
    }

    private void assertLawful(Stage before, OrderCommand command) {
      BigInteger pot = balance(ID.pot());
      assertThat(pot).as("pot after %s", command).isEqualTo(order.pot().balance()).isNotNegative();
      assertThat(balances.values().stream().reduce(BigInteger.ZERO, BigInteger::add)).isZero();
      assertThat(balance(SELLERS)).isBetween(BigInteger.ZERO, BigInteger.valueOf(PRICE));
      if (before instanceof Ended) {
        assertThat(order.stage()).as("final, whatever follows").isEqualTo(before);
      }
      switch (order.stage()) {
        case Ended _ -> assertThat(pot).isZero();
        case Created _ -> assertThat(pot).isLessThan(BigInteger.valueOf(PRICE));
        case Waiting _ -> assertThat(pot).isEqualTo(BigInteger.valueOf(keptHere() ? PRICE : 0));
      }
      if (order.stage() instanceof Waiting waiting) {
        assertThat(waiting.dueAtMillis()).isGreaterThan(NOW.toEpochMilli());
      }
      if (!keptHere()) {
        assertThat(balances).isEmpty();
      }
    }

    private boolean keptHere() {
      return !order.terms().isByContract();
    }

    /** Nobody does anything any more; a contract answers at last. */
    void leaveAlone() {
      for (int i = 0; i < MOST_DEADLINES; i++) {
        if (order.stage() instanceof Waiting waiting) {
          now = Instant.ofEpochMilli(Math.max(now.toEpochMilli(), waiting.dueAtMillis()));
          take(Orders.passes(DeadlineDecider.awaited(order.terms(), waiting)));
        }
      }
      if (!keptHere() && order.stage() instanceof Created) {
        take(Orders.says(ContractStep.NOTHING));
      } else if (!keptHere() && order.stage() instanceof Waiting) {
        take(Orders.says(ContractStep.PAID_OUT, null, PRICE, 0));
      }
      assertThat(order.stage()).isInstanceOf(Ended.class);
      BigInteger out = balance(SELLERS).add(balance(BUYERS));
      assertThat(balance(AccountId.world("bitcoin")).negate()).isEqualTo(out);
    }
  }

  private static OrderCommand command(Move move, Existing order) {
    UserId person = PEOPLE.get(move.person());
    String payment = "p" + move.number() % 7;
    long amount = List.of(1L, 500L, PRICE - 1, PRICE, PRICE + 1).get(move.number() % 5);
    return switch (move.what()) {
      case PAY -> new PayOrder(ID, person);
      case SEEN -> Orders.seen(payment, amount);
      case PAID -> Orders.paid(payment, amount);
      case LOST -> Orders.lost(payment);
      case RECORD -> Orders.recorded(payment);
      case SHIP -> new ShipOrder(ID, person, Orders.cid(move.number()));
      case CONFIRM -> new ConfirmDelivery(ID, person);
      case RELEASE -> new ReleaseOrder(ID, person);
      case CANCEL -> Orders.cancel(person);
      case COMPLAIN -> Orders.complain(person);
      case ANSWER -> Orders.answer(person);
      case SHOW -> Orders.show(person, move.number());
      case DECIDE -> Orders.decide(person, move.number() * PRICE / 24);
      case APPEAL -> Orders.appeal(person);
      case DEADLINE -> Orders.passes(awaited(order));
      case ANY_DEADLINE -> Orders.passes(DEADLINES.get(move.number() % DEADLINES.size()));
      case CONTRACT -> contract(move.number());
    };
  }

  private static OrderCommand contract(int number) {
    ContractStep step = STEPS.get(number % STEPS.size());
    return step == ContractStep.PAID_OUT
        ? Orders.says(step, null, number * PRICE / 24, PRICE - number * PRICE / 24)
        : Orders.says(step, PEOPLE.get(number % 2), 0, 0);
  }

  private static OrderDeadline awaited(Existing order) {
    return order.stage() instanceof Waiting waiting
        ? DeadlineDecider.awaited(order.terms(), waiting)
        : OrderDeadline.FUNDING;
  }

  @Provide
  Arbitrary<List<Move>> programs() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(4, What.PAY),
            Tuple.of(2, What.SEEN),
            Tuple.of(4, What.PAID),
            Tuple.of(1, What.LOST),
            Tuple.of(2, What.RECORD),
            Tuple.of(5, What.SHIP),
            Tuple.of(2, What.CONFIRM),
            Tuple.of(1, What.RELEASE),
            Tuple.of(1, What.CANCEL),
            Tuple.of(4, What.COMPLAIN),
            Tuple.of(5, What.ANSWER),
            Tuple.of(2, What.SHOW),
            Tuple.of(5, What.DECIDE),
            Tuple.of(3, What.APPEAL),
            Tuple.of(2, What.DEADLINE),
            Tuple.of(2, What.ANY_DEADLINE),
            Tuple.of(3, What.CONTRACT));
    return Combinators.combine(
            what,
            Arbitraries.integers().between(0, PEOPLE.size() - 1),
            Arbitraries.integers().between(0, 24),
            Arbitraries.frequency(Tuple.of(8, 0), Tuple.of(2, 12), Tuple.of(1, 200)))
        .as(Move::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }
}

package io.holdfast.command.escrow;

import static io.holdfast.command.escrow.Orders.ADAM;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.OLIVIA;
import static io.holdfast.command.escrow.Orders.PRICE;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.after;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.LoseOrderPayment;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.PassOrderDeadline;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ReportOrderPayment;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Order.Uncreated;
import io.holdfast.command.escrow.Stage.Answered;
import io.holdfast.command.escrow.Stage.Appealed;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Decided;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Opened;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Shipped;
import io.holdfast.command.escrow.Stage.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every command does in every state, as the table in docs/concepts/escrow.md and in the
 * Javadoc of {@link OrderDecider} says. A state or a command that is new has no place there, and
 * fails here.
 */
class OrderTableTest {
  private static final Path PAGE = Path.of("../docs/concepts/escrow.md");
  private static final Path DECIDER =
      Path.of("src/main/java/io/holdfast/command/escrow/OrderDecider.java");

  /** Long after every deadline. */
  private static final Duration LATER = Duration.ofDays(1_000);

  private static final Map<String, Class<? extends OrderCommand>> COLUMNS =
      Map.ofEntries(
          Map.entry("Crea", CreateOrder.class),
          Map.entry("Pay", PayOrder.class),
          Map.entry("Seen", ReportOrderPayment.class),
          Map.entry("Paid", ConfirmOrderPayment.class),
          Map.entry("Lost", LoseOrderPayment.class),
          Map.entry("Reco", RecordOrderPayment.class),
          Map.entry("Ship", ShipOrder.class),
          Map.entry("Deli", ConfirmDelivery.class),
          Map.entry("Rele", ReleaseOrder.class),
          Map.entry("Canc", CancelOrder.class),
          Map.entry("Open", OpenDispute.class),
          Map.entry("Answ", AnswerDispute.class),
          Map.entry("Evid", AddEvidence.class),
          Map.entry("Deci", DecideDispute.class),
          Map.entry("Appe", AppealDispute.class),
          Map.entry("Dead", PassOrderDeadline.class),
          Map.entry("Cont", FollowContract.class));

  @Test
  void everyCommandHasAColumn() {
    assertThat(COLUMNS.values())
        .containsExactlyInAnyOrderElementsOf(
            List.of(OrderCommand.class.getPermittedSubclasses()).stream()
                .<Class<? extends OrderCommand>>map(type -> type.asSubclass(OrderCommand.class))
                .toList());
    assertThat(table(PAGE).values())
        .allSatisfy(row -> assertThat(row.keySet()).isEqualTo(COLUMNS.keySet()));
  }

  @Test
  void everyStateHasARow() {
    TreeSet<String> states = new TreeSet<>(List.of("Uncreated"));
    leaves(Stage.class).map(Class::getSimpleName).forEach(states::add);
    assertThat(table(PAGE).keySet()).isEqualTo(states);
  }

  @Test
  void theDecidersOwnTableIsTheSame() {
    assertThat(table(DECIDER)).isEqualTo(table(PAGE));
  }

  static Stream<Arguments> cells() {
    return table(PAGE).entrySet().stream()
        .flatMap(
            row ->
                row.getValue().entrySet().stream()
                    .map(cell -> Arguments.of(row.getKey(), cell.getKey(), cell.getValue())));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cells")
  void doesAsTheTableSays(String state, String column, String expected) {
    if (expected.equals("-")) {
      assertThat(column).isEqualTo("Cont");
      assertThat(List.of("Answered", "Decided", "Appealed")).contains(state);
      return;
    }
    Order order = anOrder(state, column);
    assertThat(name(order)).isEqualTo(state);
    assertThat(answer(command(column, state, order), order)).isEqualTo(expected);
  }

  static Stream<Arguments> taken() {
    return cells().filter(cell -> !List.of(".", "?", "#", "-", "=").contains(cell.get()[2]));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("taken")
  void isQuietWhenTheSameIsAskedAgain(String state, String column, String expected) {
    Order order = anOrder(state, column);
    OrderCommand command = command(column, state, order);
    List<OrderEvent> events = events(command, order);
    assertThat(events).as(expected).isNotEmpty();
    assertThat(events(command, fold(order, events))).isEmpty();
  }

  private static String answer(OrderCommand command, Order order) {
    try {
      List<OrderEvent> events = events(command, order);
      if (events.isEmpty()) {
        return "=";
      }
      Order next = fold(order, events);
      return name(next).equals(name(order)) ? "+" : letter(next);
    } catch (Rejection refusal) {
      return sign(refusal.code());
    }
  }

  /** What follows; a deadline's moment has come. */
  private static List<OrderEvent> events(OrderCommand command, Order order) {
    Instant now = command instanceof PassOrderDeadline ? NOW.plus(LATER) : NOW;
    return OrderDecider.decide(command, order, now);
  }

  private static Order fold(Order order, List<OrderEvent> events) {
    Order next = order;
    for (OrderEvent event : events) {
      next = OrderHistory.evolve(next, event);
    }
    return next;
  }

  private static String sign(ErrorCode code) {
    return switch (code) {
      case WRONG_STATE -> ".";
      case NOT_FOUND -> "?";
      case ALREADY_EXISTS_DIFFERENT -> "#";
      default -> code.name();
    };
  }

  private static String letter(Order order) {
    return switch (order) {
      case Uncreated _ -> "U";
      case Existing existing ->
          switch (existing.stage()) {
            case Created _ -> "C";
            case Funded _ -> "F";
            case Shipped _ -> "S";
            case Delivered _ -> "D";
            case Opened _ -> "O";
            case Answered _ -> "A";
            case Decided _ -> "J";
            case Appealed _ -> "P";
            case Released _ -> "R";
            case Cancelled _ -> "X";
            case Expired _ -> "E";
            case Resolved _ -> "Z";
          };
    };
  }

  private static String name(Order order) {
    return order instanceof Existing existing
        ? existing.stage().getClass().getSimpleName()
        : order.getClass().getSimpleName();
  }

  /** By who may, with what is new where that can be, and else the same again. */
  private static OrderCommand command(String column, String state, Order order) {
    return switch (column) {
      case "Crea" -> Orders.wish(mode(column));
      case "Pay" -> Orders.pay();
      case "Seen" -> Orders.seen("new", PRICE);
      case "Paid" -> Orders.paid("new", PRICE);
      case "Lost" -> Orders.lost("seen");
      case "Reco" -> Orders.recorded("first");
      case "Ship" -> Orders.ship();
      case "Deli" -> Orders.delivered();
      case "Rele" -> Orders.release();
      case "Canc" -> Orders.cancel(BUYER);
      case "Open" -> Orders.complain(BUYER);
      case "Answ" -> Orders.answer(SELLER);
      case "Evid" -> Orders.show(BUYER, 9);
      case "Deci" -> Orders.decide(state.equals("Appealed") ? ADAM : OLIVIA, PRICE);
      case "Appe" -> Orders.appeal(SELLER);
      case "Dead" -> Orders.passes(awaited(order));
      case "Cont" -> Orders.says(ContractStep.PAID_OUT, null, PRICE, 0);
      default -> throw new IllegalArgumentException(column);
    };
  }

  private static OrderDeadline awaited(Order order) {
    return order instanceof Existing existing && existing.stage() instanceof Waiting waiting
        ? DeadlineDecider.awaited(existing.terms(), waiting)
        : OrderDeadline.FUNDING;
  }

  private static PaymentMode mode(String column) {
    return switch (column) {
      case "Seen", "Paid", "Lost", "Reco" -> PaymentMode.CHAIN;
      case "Cont" -> PaymentMode.CONTRACT;
      default -> PaymentMode.BALANCE;
    };
  }

  private static Order anOrder(String state, String column) {
    if (state.equals("Uncreated")) {
      return Order.UNCREATED;
    }
    PaymentMode mode = mode(column);
    Order created = Orders.aCreated(mode);
    return switch (mode) {
      case CONTRACT -> byContract(state, created);
      case BALANCE -> anOrder(state, created, Orders.pay());
      case MPESA -> throw new AssertionError("the table is of another mode");
      case CHAIN ->
          anOrder(state, after(created, Orders.seen("seen", 5)), Orders.paid("first", PRICE));
    };
  }

  private static Order anOrder(String state, Order created, OrderCommand pay) {
    return switch (state) {
      case "Created" -> created;
      case "Expired" -> late(created, OrderDeadline.FUNDING);
      case "Funded" -> after(created, pay);
      case "Cancelled" -> after(created, pay, Orders.cancel(SELLER));
      case "Shipped" -> after(created, pay, Orders.ship());
      case "Delivered" -> after(created, pay, Orders.ship(), Orders.delivered());
      case "Released" -> after(created, pay, Orders.ship(), Orders.release());
      case "Opened" -> after(created, pay, Orders.ship(), Orders.complain(BUYER));
      case "Answered" -> after(anOrder("Opened", created, pay), Orders.answer(SELLER));
      case "Decided" -> after(anOrder("Answered", created, pay), Orders.decide(OLIVIA, PRICE));
      case "Appealed" -> after(anOrder("Decided", created, pay), Orders.appeal(SELLER));
      case "Resolved" -> late(anOrder("Decided", created, pay), OrderDeadline.APPEAL);
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Order byContract(String state, Order created) {
    return switch (state) {
      case "Created" -> created;
      case "Expired" ->
          after(late(created, OrderDeadline.CONTRACT), Orders.says(ContractStep.NOTHING));
      case "Funded" -> after(created, Orders.says(ContractStep.FUNDED));
      case "Shipped" -> after(created, Orders.says(ContractStep.SHIPPED));
      case "Delivered" -> after(created, Orders.says(ContractStep.DELIVERED));
      case "Opened" -> after(created, Orders.says(ContractStep.DISPUTED, BUYER, 0, 0));
      case "Released" -> after(created, Orders.says(ContractStep.PAID_OUT, null, PRICE, 0));
      case "Cancelled" -> after(created, Orders.says(ContractStep.PAID_OUT, null, 0, PRICE));
      case "Resolved" ->
          after(byContract("Opened", created), Orders.says(ContractStep.PAID_OUT, null, PRICE, 0));
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Order late(Order order, OrderDeadline deadline) {
    return late(order, deadline, LATER);
  }

  private static Order late(Order order, OrderDeadline deadline, Duration after) {
    return fold(order, OrderDecider.decide(Orders.passes(deadline), order, NOW.plus(after)));
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    Class<?>[] permitted = type.getPermittedSubclasses();
    return permitted == null
        ? Stream.of(type)
        : Arrays.stream(permitted).flatMap(OrderTableTest::leaves);
  }

  /** By state, then by column. */
  private static Map<String, Map<String, String>> table(Path file) {
    List<String> lines = lines(file);
    int head =
        lines.indexOf(
            lines.stream().filter(line -> line.startsWith("Crea ")).findFirst().orElseThrow());
    List<String> columns = words(lines.get(head));
    Map<String, Map<String, String>> table = new TreeMap<>();
    for (String line : lines.subList(head + 1, lines.size())) {
      List<String> cells = words(line);
      if (cells.size() != columns.size() + 1) {
        break;
      }
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), cells.get(i + 1));
      }
      table.put(cells.getFirst(), row);
    }
    return table;
  }

  private static List<String> words(String line) {
    return List.of(line.split(" +"));
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> line.replaceFirst("^ \\*", "").strip())
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException e) {
      throw new IllegalStateException("no table in " + file, e);
    }
  }
}

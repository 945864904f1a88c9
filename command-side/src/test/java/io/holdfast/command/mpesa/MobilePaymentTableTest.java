package io.holdfast.command.mpesa;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.UnresolvedCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every command does in every state, as docs/concepts/rails.md and the decider say. */
class MobilePaymentTableTest {
  private static final Path PAGE = Path.of("../docs/concepts/rails.md");
  private static final Path DECIDER =
      Path.of("src/main/java/io/holdfast/command/mpesa/MobilePaymentDecider.java");
  private static final List<String> COLUMNS =
      List.of("Requ", "Push", "Leav", "Fail", "Paid", "Othe", "Rece", "Cred", "Refu");

  @Test
  void everyStateHasARow() {
    TreeSet<String> states = new TreeSet<>(List.of("Unrequested"));
    Arrays.stream(MobilePaymentState.values())
        .map(MobilePaymentTableTest::name)
        .forEach(states::add);
    assertThat(table(DECIDER).keySet()).isEqualTo(states);
  }

  @Test
  void theDecidersTableIsThePages() {
    assertThat(table(DECIDER)).isEqualTo(table(PAGE));
  }

  static Stream<Arguments> cells() {
    return table(DECIDER).entrySet().stream()
        .flatMap(
            row ->
                COLUMNS.stream()
                    .map(column -> Arguments.of(row.getKey(), column, row.getValue().get(column))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cells")
  void doesAsTheTableSays(String state, String column, String expected) {
    MobilePayments before = in(state);
    assertThat(stateOf(before)).isEqualTo(state);
    assertThat(answer(column, before)).isEqualTo(expected);
  }

  private static String answer(String column, MobilePayments before) {
    try {
      List<MobilePaymentEvent> events = events(column, before);
      if (events.isEmpty()) {
        return "=";
      }
      MobilePayments after = fold(before, events);
      assertThat(again(column, after)).as("the same again").isEqualTo("=");
      String next = stateOf(after);
      if (next.equals(stateOf(before))) {
        return "+";
      }
      return next.equals("Refused") ? "X" : next.substring(0, 1);
    } catch (Rejection refusal) {
      return sign(refusal.code());
    }
  }

  /** What a person decided is not decided anew; all else is quiet. */
  private static String again(String column, MobilePayments after) {
    try {
      return events(column, after).isEmpty() ? "=" : "news";
    } catch (Rejection refusal) {
      return column.equals("Cred") ? "=" : refusal.code().name();
    }
  }

  private static String sign(ErrorCode code) {
    return switch (code) {
      case WRONG_STATE -> ".";
      case NOT_FOUND -> "?";
      default -> code.name();
    };
  }

  private static List<MobilePaymentEvent> events(String column, MobilePayments state) {
    return switch (column) {
      case "Requ" ->
          MobilePaymentDecider.request(
              Mobiles.ask(Mobiles.FIRST), agreed(), state, Mobiles.NOW.plusSeconds(3_600));
      case "Push" -> MobilePaymentDecider.push(Mobiles.pushed(), state);
      case "Leav" ->
          MobilePaymentDecider.leave(Mobiles.unresolved(UnresolvedCause.NO_RESULT), state);
      case "Fail" -> MobilePaymentDecider.fail(Mobiles.failed("1032"), state);
      case "Paid" -> MobilePaymentDecider.succeed(Mobiles.paid(Mobiles.PRICE), state);
      case "Othe" -> MobilePaymentDecider.succeed(Mobiles.paid(Mobiles.PRICE + 1), state);
      case "Rece" -> MobilePaymentDecider.claim(Mobiles.receipt("NLJ7RT61SV"), state);
      case "Cred" -> MobilePaymentDecider.decide(Mobiles.credit("NLJ7RT61SV"), state);
      case "Refu" -> MobilePaymentDecider.decide(Mobiles.refuse(), state);
      default -> throw new AssertionError(column);
    };
  }

  private static MobilePayments in(String state) {
    if (state.equals("Unrequested")) {
      return MobilePayments.NONE;
    }
    MobilePayments asked = after(MobilePayments.NONE, "Requ");
    return switch (MobilePaymentState.valueOf(state.toUpperCase(Locale.ROOT))) {
      case REQUESTED -> asked;
      case PUSHED -> after(asked, "Push");
      case UNRESOLVED ->
          fold(
              asked,
              MobilePaymentDecider.leave(Mobiles.unresolved(UnresolvedCause.NO_ANSWER), asked));
      case FAILED -> after(asked, "Fail");
      case DOUBTED -> after(asked, "Othe");
      case SUCCEEDED -> after(asked, "Paid");
      case REFUSED -> after(after(asked, "Othe"), "Refu");
    };
  }

  private static MobilePayments after(MobilePayments state, String column) {
    return fold(state, events(column, state));
  }

  private static MobilePayments fold(MobilePayments state, List<MobilePaymentEvent> events) {
    MobilePayments next = state;
    for (MobilePaymentEvent event : events) {
      next = MobilePayments.evolve(next, event);
    }
    return next;
  }

  private static String stateOf(MobilePayments payments) {
    MobilePayment payment = payments.find(Mobiles.FIRST);
    return payment == null ? "Unrequested" : name(payment.state());
  }

  private static String name(MobilePaymentState state) {
    return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static OrderCreated agreed() {
    return new OrderCreated(
        Mobiles.ORDER.value(),
        Mobiles.BUYER.value(),
        Mobiles.BUYERS.value(),
        Mobiles.SELLER.value(),
        Mobiles.SELLERS.value(),
        Mobiles.ORDER.pot().value(),
        "lamp-1",
        "A lamp",
        null,
        "KES",
        Long.toString(Mobiles.PRICE),
        "MPESA",
        1,
        1,
        1,
        1,
        1,
        1,
        1,
        null,
        Mobiles.PHONE.value(),
        1);
  }

  private static Map<String, Map<String, String>> table(Path file) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    boolean within = false;
    for (String line : lines(file)) {
      String[] cells = line.replaceFirst("^ \\*", "").strip().split(" +");
      if (Arrays.asList(cells).equals(COLUMNS)) {
        within = true;
      } else if (within && cells.length == COLUMNS.size() + 1) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
          row.put(COLUMNS.get(i), cells[i + 1]);
        }
        rows.put(cells[0], row);
      } else {
        within = false;
      }
    }
    return rows;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new AssertionError(file + " is not there", e);
    }
  }
}

package io.holdfast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a benchmark is asked, and how it tells whether it reached its goals. */
final class Goals {
  private Goals() {}

  /** The number given as {@code --name=number}. */
  static int option(String[] arguments, String name, int otherwise) {
    String prefix = "--" + name + "=";
    return Arrays.stream(arguments)
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> Integer.parseInt(argument.substring(prefix.length())))
        .findFirst()
        .orElse(otherwise);
  }

  static void head() {
    System.out.printf(
        "%n%-58s %7s %7s %7s  %s%n",
        "goal (median of the rounds' ratios)", "ratio", "gate", "target", "");
  }

  /**
   * @param gate to be reached; negative when the ratio must stay below
   */
  static <R> void tell(
      String what, List<R> rounds, double gate, double target, ToDoubleFunction<R> ratio) {
    double median = median(rounds, ratio);
    System.out.printf(
        "%-58s %7.2f %7.1f %7.1f  %s%n",
        what, median, Math.abs(gate), Math.abs(target), verdict(median, gate, target));
  }

  /** A ratio that has no gate: it says how near something is to its floor. */
  static <R> void tellOnly(String what, List<R> rounds, ToDoubleFunction<R> ratio) {
    System.out.printf("%-58s %7.2f %7s %7s%n", what, median(rounds, ratio), "-", "-");
  }

  private static <R> double median(List<R> rounds, ToDoubleFunction<R> ratio) {
    return rounds.stream()
        .mapToDouble(ratio)
        .sorted()
        .skip(rounds.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static String verdict(double ratio, double gate, double target) {
    double signed = gate < 0 ? -ratio : ratio;
    if (signed >= target) {
      return "target";
    }
    return signed >= gate ? "pass" : "MISSED";
  }
}

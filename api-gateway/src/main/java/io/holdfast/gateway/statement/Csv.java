package io.holdfast.gateway.statement;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file (RFC 4180). A spreadsheet takes a cell for a formula that begins with one
 * of a few characters; such a text gets an apostrophe before it, a whole number does not.
 */
final class Csv {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final String BEGIN_FORMULAS = "=+-@\t\r\n";
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

  private Csv() {}

  /** Null is an empty cell. */
  static String line(@Nullable Object... cells) {
    return Arrays.stream(cells).map(Csv::cell).collect(joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : harmless(value.toString());
    return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static String harmless(String text) {
    return text.isEmpty()
            || BEGIN_FORMULAS.indexOf(text.charAt(0)) < 0
            || NUMBER.matcher(text).matches()
        ? text
        : "'" + text;
  }
}

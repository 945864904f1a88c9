package io.holdfast.chain.stellar.rpc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an event: where its operation stands in history (SEP-35: ledger, transaction, operation),
 * and its place among the operation's events.
 */
public record EventId(String text) implements Comparable<EventId> {
  private static final Pattern FORM = Pattern.compile("([0-9]{19})-([0-9]{10})");
  private static final int OPERATION_BITS = 12;
  private static final int LEDGER_SHIFT = 32;
  private static final int PLACE_BITS = 20;

  public EventId {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not the id of an event");
    }
    if (place(text) >= 1L << PLACE_BITS) {
      throw new IllegalArgumentException("an operation with too many events");
    }
  }

  public long sequence() {
    return history() >>> LEDGER_SHIFT;
  }

  /** One number for the event, unlike any other in its transaction. */
  public long numberInTransaction() {
    long operation = history() & ((1L << OPERATION_BITS) - 1);
    return (operation << PLACE_BITS) | place(text);
  }

  /** One number for the event, unlike any other in its ledger, in their order. */
  public long numberInLedger() {
    long inLedger = history() & ((1L << LEDGER_SHIFT) - 1);
    return (inLedger << PLACE_BITS) | place(text);
  }

  private long history() {
    return Long.parseLong(part(text, 1));
  }

  private static long place(String text) {
    return Long.parseLong(part(text, 2));
  }

  private static String part(String text, int group) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException(text);
    }
    return matcher.group(group);
  }

  @Override
  public int compareTo(EventId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}

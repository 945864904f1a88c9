package io.holdfast.app.backup;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells a person how far it is, every few seconds. Used by one thread. */
final class Progress {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final PrintStream terminal;
  private final LongSupplier nanos;
  private final String what;
  private final long start;
  private long told;
  private long rows;
  private long bytes;
  private String part = "";

  /**
   * @param nanos a clock that only counts up, as {@link System#nanoTime}
   * @param what is done, as a sentence begins
   */
  Progress(PrintStream terminal, LongSupplier nanos, String what) {
    this.terminal = terminal;
    this.nanos = nanos;
    this.what = what;
    this.start = nanos.getAsLong();
    this.told = start;
  }

  void part(String name) {
    part = name;
  }

  void row(long length) {
    rows++;
    bytes += length;
    long now = nanos.getAsLong();
    if (now - told >= EVERY_NANOS) {
      told = now;
      terminal.println("  %s … %s, now %s".formatted(what, amount(), part));
    }
  }

  /** How much it was, and how long it took. */
  String summary() {
    return "%s in %s s".formatted(amount(), decimal((nanos.getAsLong() - start) / 1e9));
  }

  private String amount() {
    return "%s rows, %s MiB".formatted(rows, decimal(bytes / 1_048_576.0));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

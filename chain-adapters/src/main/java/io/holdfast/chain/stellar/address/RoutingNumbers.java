package io.holdfast.chain.stellar.address;

import java.security.SecureRandom;
import java.util.function.Supplier;

/**
 * Draws the numbers by which payers tell us for whom a payment is: as the id of a muxed address, or
 * as a memo id. From so many that a mistyped one is nobody's; below 2^53, for wallets in JavaScript
 * round what is larger.
 */
public final class RoutingNumbers implements Supplier<String> {
  private static final long FIRST = 1_000_000_000_000_000L;
  private static final long END = 1L << 53;

  private final SecureRandom random;

  public RoutingNumbers(SecureRandom random) {
    this.random = random;
  }

  /** 16 digits. */
  @Override
  public String get() {
    return Long.toString(random.nextLong(FIRST, END));
  }
}

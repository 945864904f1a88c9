package io.holdfast.command.axon;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.common.IdentifierFactory;

/**
 * Ids of messages: UUIDs of version 7 (RFC 9562), milliseconds first, then chance. They must be
 * unique, not secret, so the random numbers need no lock and no entropy of the system; a command
 * makes several of them. Found by Axon through the service loader.
 */
public final class TimeOrderedIds extends IdentifierFactory {
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_A = 0x0FFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_B = 0x3FFF_FFFF_FFFF_FFFFL;

  @Override
  public String generateIdentifier() {
    ThreadLocalRandom chance = ThreadLocalRandom.current();
    long high = (System.currentTimeMillis() << 16) | VERSION_7 | (chance.nextLong() & RANDOM_A);
    long low = VARIANT | (chance.nextLong() & RANDOM_B);
    return new UUID(high, low).toString();
  }
}

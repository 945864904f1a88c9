package io.holdfast.testkit.fuzz;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * What reads what strangers send. It answers, or refuses with the one exception it promises;
 * anything else that leaves it is a fault.
 */
public interface FuzzTarget {
  /** As an enum has it. */
  String name();

  Consumer<byte[]> decoder();

  /** How it refuses. */
  Class<? extends RuntimeException> refusal();

  /** The name of its seeds' folder and of its own on a command line. */
  default String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  default void feed(byte[] in) {
    try {
      decoder().accept(in);
    } catch (RuntimeException e) {
      if (!refusal().isInstance(e)) {
        throw e;
      }
    }
  }
}

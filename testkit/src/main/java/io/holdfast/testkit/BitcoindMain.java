package io.holdfast.testkit;

/**
 * Finds a bitcoind, fetching one where there is none, and prints the path of its program; the
 * {@code bitcoin-cli} that belongs to it lies beside it. Needs nothing but the JDK:
 *
 * <pre>java -cp testkit/target/classes io.holdfast.testkit.BitcoindMain</pre>
 */
public final class BitcoindMain {
  private BitcoindMain() {}

  /** Ends with status 1 and a sentence on standard error when none can be had. */
  public static void main(String[] arguments) {
    try {
      System.out.println(BitcoindBinary.locate());
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}

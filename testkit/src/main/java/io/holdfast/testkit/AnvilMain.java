package io.holdfast.testkit;

/**
 * Finds an anvil, fetching one where there is none, and prints the path of its program. Needs
 * nothing but the JDK, and npm where it must be fetched:
 *
 * <pre>java -cp testkit/target/classes io.holdfast.testkit.AnvilMain</pre>
 */
public final class AnvilMain {
  private AnvilMain() {}

  /** Ends with status 1 and a sentence on standard error when none can be had. */
  public static void main(String[] arguments) {
    try {
      System.out.println(AnvilBinary.locate());
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}

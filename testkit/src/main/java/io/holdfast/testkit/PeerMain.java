package io.holdfast.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * Finds the program of a chain's node, fetching one where there is none, and prints its path. Needs
 * nothing but the JDK, and npm where anvil or chopsticks must be fetched:
 *
 * <pre>java -cp testkit/target/classes io.holdfast.testkit.PeerMain bitcoind</pre>
 *
 * <p>Beside {@code bitcoind} lies the {@code bitcoin-cli} that belongs to it. {@code chopsticks}
 * runs Rococo's Asset Hub from its genesis.
 */
public final class PeerMain {
  private PeerMain() {}

  /** Ends with status 1 and a sentence on standard error when none can be had. */
  public static void main(String[] arguments) {
    try {
      System.out.println(locate(List.of(arguments)));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Path locate(List<String> arguments) {
    return switch (String.join(" ", arguments)) {
      case "bitcoind" -> BitcoindBinary.locate();
      case "anvil" -> AnvilBinary.locate();
      case "chopsticks" -> ChopsticksBinary.locate();
      default -> throw new IllegalStateException("Name one of: bitcoind, anvil, chopsticks.");
    };
  }
}

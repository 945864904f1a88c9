package io.holdfast.testkit;

import java.nio.file.Path;
import java.util.List;

/**
 * Stellar's JavaScript SDK (npm's {@code @stellar/stellar-sdk}), fetched once into a cache folder:
 * it reads and verifies what we make, and shares no line with us.
 */
public final class TestStellarSdk {
  private static final String PACKAGE = "@stellar/stellar-sdk";
  private static final String VERSION = "17.2.0";

  private final Path folder;

  private TestStellarSdk(Path folder) {
    this.folder = folder;
  }

  /** Where it cannot be had, the test ends: on CI as a failure, elsewhere skipped, loudly. */
  public static TestStellarSdk fetch() {
    return new TestStellarSdk(Peer.orEndOfTest(() -> NpmPackages.fetched(PACKAGE, VERSION)));
  }

  /** Runs a script that may import the SDK, and gives what it printed. */
  public String run(String script, List<String> arguments) {
    return NpmPackages.runModule(folder, script, arguments);
  }
}

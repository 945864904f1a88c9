package io.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return new TestStellarSdk(Peer.orEndOfTest(TestStellarSdk::installed));
  }

  private static Path installed() {
    Path folder = Programs.cacheFolder("stellar-sdk-" + VERSION);
    try {
      if (!Files.isRegularFile(folder.resolve("node_modules").resolve(PACKAGE + "/package.json"))) {
        Files.createDirectories(folder);
        NpmPackages.install(folder, PACKAGE + "@" + VERSION);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "npm's package " + PACKAGE + " cannot be fetched. Install Node 20 or later with npm.", e);
    }
  }

  /** Runs a script that may import the SDK, and gives what it printed. */
  public String run(String script, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("--input-type=module", "--eval", script, "--"));
    words.addAll(arguments);
    return NpmPackages.node(folder, words.toArray(String[]::new));
  }
}

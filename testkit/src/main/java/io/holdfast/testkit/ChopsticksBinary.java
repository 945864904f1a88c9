package io.holdfast.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a chopsticks with a chain to run is on this machine: the program that {@code CHOPSTICKS}
 * names, or npm's {@code @acala-network/chopsticks} with the genesis of Rococo's Asset Hub from
 * {@code @substrate/connect-known-chains}, fetched once into a cache folder. The program brings its
 * genesis itself and takes chopsticks' other options.
 */
final class ChopsticksBinary {
  private static final String VERSION = "1.5.1";
  private static final String CHAINS_VERSION = "1.10.3";
  private static final String NAME = "chopsticks-rococo-asset-hub";

  private ChopsticksBinary() {}

  /**
   * @throws IllegalStateException with a sentence for people when there is none and none can be had
   */
  static Path locate() {
    Path cache = Programs.cacheFolder("chopsticks-" + VERSION);
    return new Programs(NAME, "CHOPSTICKS", cache)
        .locate(
            System.getenv(),
            program -> fetch(cache, program),
            "npm's package @acala-network/chopsticks cannot be fetched",
            "Install Node 20 or later with npm.");
  }

  private static void fetch(Path cache, Path program) throws IOException {
    NpmPackages.install(
        cache,
        "@acala-network/chopsticks@" + VERSION,
        "@substrate/connect-known-chains@" + CHAINS_VERSION);
    Path genesis = cache.resolve("genesis.json");
    Files.writeString(
        genesis,
        NpmPackages.node(
            cache,
            "--input-type=module",
            "--eval",
            "import { rococo_v2_2_asset_hub as chain } from '@substrate/connect-known-chains';"
                + " process.stdout.write(chain)"));
    Path unfinished = cache.resolve(NAME + ".new");
    Files.writeString(
        unfinished,
        starter(cache.resolve("node_modules/@acala-network/chopsticks/chopsticks.cjs"), genesis));
    if (!unfinished.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + unfinished + " executable");
    }
    CommandLine.run(cache, Map.of(), List.of(unfinished.toString(), "--version"));
    Files.createDirectories(program.getParent());
    Files.move(unfinished, program);
  }

  private static String starter(Path script, Path genesis) {
    return """
        #!/bin/sh
        exec node '%s' --genesis '%s' "$@"
        """
        .formatted(script, genesis);
  }
}

package io.holdfast.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a bitcoind is on this machine: the program that {@code BITCOIND} names, one on the {@code
 * PATH}, or one that is fetched once into a cache folder. Uses nothing but the JDK.
 */
final class BitcoindBinary {
  private BitcoindBinary() {}

  /**
   * @throws IllegalStateException with a sentence for people when there is none and none can be had
   */
  static Path locate() {
    return locate(System.getenv(), cacheFolder());
  }

  static Path locate(Map<String, String> environment, Path cache) {
    return new Programs("bitcoind", "BITCOIND", cache)
        .locate(
            environment,
            program -> fetch(cache, program),
            "Debian's package bitcoin-knots cannot be fetched",
            "Install Bitcoin Core or Knots, or set BITCOIND to its program.");
  }

  private static Path cacheFolder() {
    return Programs.cacheFolder("bitcoind");
  }

  /** The programs come last of all: where they are, all they need is there. */
  private static void fetch(Path cache, Path program) throws IOException {
    Path root = DebianPackages.of(cache).unpack("bitcoin-knots");
    Path loader = loaderIn(root);
    for (String name : List.of("bitcoin-cli", "bitcoind")) {
      Path unfinished = cache.resolve(name + ".new");
      Files.writeString(unfinished, starter(loader, root.resolve("usr/bin").resolve(name)));
      if (!unfinished.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + unfinished + " executable");
      }
      Files.createDirectories(program.getParent());
      CommandLine.run(cache, Map.of(), List.of(unfinished.toString(), "-version"));
      Files.move(unfinished, program.resolveSibling(name));
    }
  }

  /** The package asks for a newer C library than the system may have: it runs with its own. */
  private static String starter(Path loader, Path program) {
    return """
        #!/bin/sh
        exec '%s' --library-path '%s' '%s' "$@"
        """
        .formatted(loader, loader.getParent(), program);
  }

  private static Path loaderIn(Path root) throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("usr/lib"))) {
      return folders
          .flatMap(BitcoindBinary::loaders)
          .findFirst()
          .orElseThrow(() -> new IOException("the packages hold no dynamic loader"));
    }
  }

  private static Stream<Path> loaders(Path folder) {
    return Stream.of("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1")
        .map(folder::resolve)
        .filter(Files::isExecutable);
  }
}

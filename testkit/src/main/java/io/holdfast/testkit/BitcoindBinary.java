package io.holdfast.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    String named = environment.get("BITCOIND");
    if (named != null) {
      return requireProgram(Path.of(named));
    }
    return onPath(environment.getOrDefault("PATH", "")).orElseGet(() -> cached(cache));
  }

  private static Path cacheFolder() {
    return Path.of(System.getProperty("user.home"), ".cache", "holdfast", "bitcoind");
  }

  private static Path requireProgram(Path program) {
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException("BITCOIND names " + program + ", which is no program");
    }
    return program;
  }

  private static Optional<Path> onPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "bitcoind"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** One fetches, in this process and all others; who comes meanwhile waits and finds it there. */
  private static synchronized Path cached(Path cache) {
    Path program = cache.resolve("bin").resolve("bitcoind");
    if (Files.isExecutable(program)) {
      return program;
    }
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Objects.requireNonNull(lock);
        if (!Files.isExecutable(program)) {
          fetch(cache, program);
        }
        return program;
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "There is no bitcoind: none on the PATH, BITCOIND is not set, and Debian's package"
              + " bitcoin-knots cannot be fetched ("
              + e.getMessage()
              + "). Install Bitcoin Core or Knots, or set BITCOIND to its program.",
          e);
    }
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

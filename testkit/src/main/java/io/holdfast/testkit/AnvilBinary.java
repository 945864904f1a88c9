package io.holdfast.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where an anvil is on this machine: the program that {@code ANVIL} names, one on the {@code PATH},
 * or the one of npm's {@code @foundry-rs/anvil}, fetched once into a cache folder.
 */
final class AnvilBinary {
  private static final String VERSION = "1.7.1";

  private AnvilBinary() {}

  /**
   * @throws IllegalStateException with a sentence for people when there is none and none can be had
   */
  static Path locate() {
    return locate(System.getenv(), Programs.cacheFolder("anvil-" + VERSION));
  }

  static Path locate(Map<String, String> environment, Path cache) {
    return new Programs("anvil", "ANVIL", cache)
        .locate(
            environment,
            program -> fetch(cache, program),
            "npm's package @foundry-rs/anvil cannot be fetched",
            "Install Foundry, or set ANVIL to its program.");
  }

  /** The package for this platform holds the program itself; nothing needs to be run to get it. */
  private static void fetch(Path cache, Path program) throws IOException {
    String platform = "@foundry-rs/anvil-" + system() + "-" + processor();
    NpmPackages.install(cache, platform + "@" + VERSION);
    Path fetched = cache.resolve("node_modules").resolve(platform).resolve("bin/anvil");
    CommandLine.run(cache, Map.of(), List.of(fetched.toString(), "--version"));
    Files.createDirectories(program.getParent());
    Files.move(fetched, program);
  }

  private static String system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("mac") ? "darwin" : name.startsWith("windows") ? "win32" : name;
  }

  private static String processor() {
    String name = System.getProperty("os.arch");
    return "aarch64".equals(name) ? "arm64" : name.replace("x86_64", "amd64");
  }
}

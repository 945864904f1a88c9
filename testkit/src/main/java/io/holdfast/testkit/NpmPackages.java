package io.holdfast.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Packages of npm in a folder of their own, from the registry that this machine's npm is set to.
 * Nothing that a package brings is run while it is installed.
 */
public final class NpmPackages {
  private NpmPackages() {}

  /** Installs exactly what the folder's {@code package-lock.json} says. */
  public static void install(Path folder) {
    npm(folder, "ci");
  }

  /** Installs these packages, each at one version, into the folder's {@code node_modules}. */
  public static void install(Path folder, String... namesAndVersions) throws IOException {
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}\n");
    List<String> words = new ArrayList<>(List.of("install", "--no-save", "--no-package-lock"));
    words.addAll(List.of(namesAndVersions));
    npm(folder, words.toArray(String[]::new));
  }

  /**
   * A folder of the cache in which the package is, fetched where it is not there yet.
   *
   * @throws IllegalStateException where it cannot be had
   */
  static Path fetched(String name, String version) {
    Path folder = Programs.cacheFolder(name.substring(name.indexOf('/') + 1) + "-" + version);
    try {
      if (!Files.isRegularFile(folder.resolve("node_modules").resolve(name + "/package.json"))) {
        Files.createDirectories(folder);
        install(folder, name + "@" + version);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "npm's package " + name + " cannot be fetched. Install Node 20 or later with npm.", e);
    }
  }

  /** Runs a script that may import the folder's packages, and gives what it printed. */
  static String runModule(Path folder, String script, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("--input-type=module", "--eval", script, "--"));
    words.addAll(arguments);
    return node(folder, words.toArray(String[]::new));
  }

  /** Runs a script of a folder with Node and gives what it printed. */
  public static String node(Path folder, String... arguments) {
    return CommandLine.run(folder, Map.of(), command("node", arguments));
  }

  /** Whether there is an npm at all; where there is none, a test is skipped or, on CI, fails. */
  public static void requireNpm() {
    Peer.orEndOfTest(
        () -> {
          try {
            return Path.of(CommandLine.run(Path.of("/"), Map.of(), List.of("npm", "--version")));
          } catch (RuntimeException e) {
            throw new IllegalStateException("There is no npm: install Node 20 or later.", e);
          }
        });
  }

  private static void npm(Path folder, String... arguments) {
    List<String> quietly =
        List.of("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    List<String> words = new ArrayList<>(command("npm", arguments));
    words.addAll(quietly);
    CommandLine.run(folder, Map.of(), words);
  }

  private static List<String> command(String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return words;
  }
}

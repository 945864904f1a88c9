package io.holdfast.testkit;

import java.io.IOException;
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

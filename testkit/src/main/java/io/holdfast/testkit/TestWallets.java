package io.holdfast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Wallets that others wrote, from npm, fetched once into a cache folder: each holds one key, reads
 * a challenge with its own library, and answers it as a person's wallet would.
 */
public final class TestWallets {
  private static final String VERSION = "1";
  private static final String NAME = "wallets.mjs";
  private static final List<String> FILES = List.of("package.json", "package-lock.json", NAME);

  private final Path folder;
  private final Path script;

  private TestWallets(Path folder, Path script) {
    this.folder = folder;
    this.script = script;
  }

  /** Where they cannot be had, the test is skipped or, on CI, fails. */
  public static TestWallets locate() {
    Path cache = Programs.cacheFolder("wallets-" + VERSION);
    return new TestWallets(
        cache,
        Peer.orEndOfTest(
            () ->
                new Programs(NAME, "WALLETS", cache)
                    .locate(
                        Map.of(),
                        program -> fetch(cache, program),
                        "npm's packages of wallets cannot be fetched",
                        "Install Node 20 or later with npm.")));
  }

  /** How each of them spells its address, as a JSON object by the wallet's name. */
  public String addresses() {
    return node("addresses");
  }

  /**
   * @param others what the wallet must be told besides: for Stellar the network's passphrase, the
   *     server's account and its domain
   */
  public String answer(String wallet, String challenge, String... others) {
    String[] words = new String[3 + others.length];
    words[0] = "answer";
    words[1] = wallet;
    words[2] = Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8));
    System.arraycopy(others, 0, words, 3, others.length);
    return node(words);
  }

  private String node(String... words) {
    String[] all = new String[1 + words.length];
    all[0] = script.toString();
    System.arraycopy(words, 0, all, 1, words.length);
    return NpmPackages.node(folder, all).strip();
  }

  private static void fetch(Path cache, Path program) throws IOException {
    for (String file : FILES) {
      try (InputStream from = TestWallets.class.getResourceAsStream("wallets/" + file)) {
        if (from == null) {
          throw new IOException("testkit brings no " + file);
        }
        Files.copy(from, cache.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    NpmPackages.install(cache);
    Files.createDirectories(program.getParent());
    Path script = cache.resolve(NAME);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + script + " executable");
    }
    Files.move(script, program);
  }
}

package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks passwords against Argon2id hashes that are kept in memory. An unknown user costs as much
 * as a known one, so that the time of an answer tells nobody who exists. Each check takes 16 MiB
 * and some fifty milliseconds: callers run few at once.
 */
public final class Passwords {
  private static final int RANDOM_BYTES = 16;

  private static final PasswordEncoder ARGON2 =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

  private final Map<String, String> hashByUser = new HashMap<>();
  private final String nobodysHash;

  public Passwords(Users users, SandboxSettings sandbox, SecureRandom random) {
    nobodysHash = encode(randomPassword(random));
    @Nullable String sandboxHash = sandboxHash(sandbox, random);
    for (User user : users.all()) {
      hashByUser.put(user.id(), hashOf(user, sandboxHash));
    }
  }

  /** The user whose password this is, or nobody; after the same time in every case. */
  Optional<User> verify(Optional<User> user, String password) {
    String hash = user.map(known -> hashByUser.get(known.id())).orElse(nobodysHash);
    boolean matches = ARGON2.matches(password, hash);
    return user.filter(_ -> matches);
  }

  private static @Nullable String sandboxHash(SandboxSettings sandbox, SecureRandom random) {
    Path file = sandbox.passwordFile();
    return sandbox.enabled() && file != null
        ? encode(SecretFile.readOrCreate(file, () -> randomPassword(random)))
        : null;
  }

  /** The Argon2id hash of a password, with a salt of its own. */
  static String encode(String password) {
    return Objects.requireNonNull(ARGON2.encode(password), "Argon2 encodes every password");
  }

  private static String hashOf(User user, @Nullable String sandboxHash) {
    String hash = user.passwordHash() == null ? sandboxHash : user.passwordHash();
    if (hash == null) {
      throw new IllegalArgumentException(
          "holdfast.users: " + user.id() + " has no password-hash, and this is not the sandbox");
    }
    return hash;
  }

  private static String randomPassword(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

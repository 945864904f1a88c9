package io.holdfast.gateway.identity;

import io.holdfast.gateway.identity.Credentials.Credential;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks passwords against Argon2id hashes. Nobody costs as much as somebody, so that the time of
 * an answer tells nobody who exists. Each check takes 16 MiB and some fifty milliseconds: callers
 * run few at once.
 */
final class Passwords {
  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 200;

  private static final int RANDOM_BYTES = 16;
  private static final PasswordEncoder ARGON2 =
      Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();

  private final String nobodysHash;

  Passwords(SecureRandom random) {
    nobodysHash = encode(byChance(random));
  }

  /** Those whose password this is. */
  List<Credential> matching(List<Credential> credentials, String password) {
    if (credentials.isEmpty()) {
      ARGON2.matches(password, nobodysHash);
      return List.of();
    }
    return credentials.stream()
        .filter(credential -> ARGON2.matches(password, credential.hash()))
        .toList();
  }

  /** The Argon2id hash of a password, with a salt of its own. */
  static String encode(String password) {
    return Objects.requireNonNull(ARGON2.encode(password), "Argon2 encodes every password");
  }

  static String byChance(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

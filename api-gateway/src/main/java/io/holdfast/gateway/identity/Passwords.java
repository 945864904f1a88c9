package io.holdfast.gateway.identity;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.identity.Credentials.Credential;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks passwords against Argon2id hashes. Nobody costs as much as somebody, so that the time of
 * an answer tells nobody who exists. Each check takes 19 MiB and some fifty milliseconds: callers
 * run few at once.
 */
final class Passwords {
  static final int MIN_LENGTH = 12;
  static final int MAX_LENGTH = 200;

  /** Of four: ten million guesses and more, by who knows what people choose. */
  private static final int HARD = 2;

  /** More is not looked at, for looking takes longer than by its length. */
  private static final int LOOKED_AT = 64;

  private static final Zxcvbn GUESSES = new Zxcvbn();
  private static final int RANDOM_BYTES = 16;

  /** OWASP's least for Argon2id at two passes: bytes of salt and hash, lanes, KiB, passes. */
  private static final PasswordEncoder ARGON2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

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
    return credentials.stream().filter(credential -> matches(credential, password)).toList();
  }

  boolean matches(Credential credential, String password) {
    return ARGON2.matches(password, credential.hash());
  }

  /**
   * Guessed as zxcvbn does (Wheeler, USENIX Security 2016): by usual passwords, words, names, dates
   * and rows of keys, and by what is known of the person. Takes some milliseconds.
   *
   * @throws Rejection PASSWORD_GUESSABLE
   */
  static void requireHard(String password, String... known) {
    String looked = password.substring(0, Math.min(password.length(), LOOKED_AT));
    if (GUESSES.measure(looked, List.of(known)).getScore() < HARD) {
      throw new Rejection(
          ErrorCode.PASSWORD_GUESSABLE,
          "This password is among the first that are tried. Take another.");
    }
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

package io.holdfast.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.session.TokenDigest;
import io.holdfast.api.user.UserId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to get in, or to stay in: the session it is for, whose it is, and 256 bits by
 * chance. Of these only the digest goes further than this door (ADR 0025).
 */
record RefreshToken(SessionId sessionId, UserId userId, String secret) {
  /** Stands in no id, and in no secret. */
  private static final String SEPARATOR = "~";

  private static final int SECRET_BYTES = 32;
  private static final int MOST_CHARACTERS = 400;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  static RefreshToken by(SecureRandom chance, SessionId sessionId, UserId userId) {
    byte[] secret = new byte[SECRET_BYTES];
    chance.nextBytes(secret);
    return new RefreshToken(
        sessionId, userId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** The same secret, once it is known whose it is. */
  RefreshToken of(UserId holder) {
    return new RefreshToken(sessionId, holder, secret);
  }

  /**
   * @throws Rejection NOT_SIGNED_IN for whatever is no token
   */
  static RefreshToken parse(@Nullable String text) {
    String[] parts =
        text == null || text.length() > MOST_CHARACTERS ? new String[0] : text.split(SEPARATOR, -1);
    if (parts.length != 3 || !SECRET.matcher(parts[2]).matches()) {
      throw notSignedIn();
    }
    try {
      return new RefreshToken(new SessionId(parts[0]), new UserId(parts[1]), parts[2]);
    } catch (Rejection malformed) {
      throw notSignedIn();
    }
  }

  String text() {
    return String.join(SEPARATOR, sessionId.value(), userId.value(), secret);
  }

  TokenDigest digest() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
      return new TokenDigest(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Rejection notSignedIn() {
    return new Rejection(ErrorCode.NOT_SIGNED_IN, "You are not signed in. Sign in again.");
  }

  /** Names the session and shows no secret. */
  @Override
  public String toString() {
    return "RefreshToken of " + sessionId;
  }
}

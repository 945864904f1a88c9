package io.holdfast.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * How the index of events keeps a text: the first 64 bits of its SHA-256. Two texts of one term are
 * not expected among 10^9; where there are, the log itself tells them apart. Stored, so never
 * changed.
 */
final class Term {
  private Term() {}

  static long of(String text) {
    return ByteBuffer.wrap(sha256().digest(text.getBytes(UTF_8))).getLong();
  }

  static @Nullable Long ofNullable(@Nullable String text) {
    return text == null ? null : of(text);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

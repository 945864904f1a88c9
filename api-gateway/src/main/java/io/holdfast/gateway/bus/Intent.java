package io.holdfast.gateway.bus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Who wants what done once. Two requests with equal intents are one wish and its retry, whatever
 * happens between them.
 */
public record Intent(String userId, String method, String path, String key) {
  private static final int ID_BYTES = 16;

  /**
   * 32 hex digits that stand for this intent and, for all practical purposes, for no other: the
   * first 128 bits of SHA-256 over the four parts, none of which can hold the separator.
   */
  public String digest() {
    String text = String.join("\0", userId, method, path, key);
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

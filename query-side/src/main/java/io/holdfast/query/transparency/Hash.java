package io.holdfast.query.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A hash of the tree: SHA-256 as RFC 6962 section 2.1 takes it, with one byte before a leaf and
 * another before a node, so that no leaf can pass for a node. Immutable.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its content, below
public record Hash(byte[] bytes) {
  public static final int SIZE_BYTES = 32;

  /** Of a tree without leaves: of nothing. */
  public static final Hash EMPTY = new Hash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  public Hash {
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    bytes = bytes.clone();
  }

  public static Hash leaf(byte[] leaf) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return new Hash(digest.digest(leaf));
  }

  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /**
   * @throws IllegalArgumentException where it is none
   */
  public static Hash ofBase64(String text) {
    return new Hash(Base64.getDecoder().decode(text));
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package io.holdfast.chain.stellar.xdr;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes as a value: immutable, equal when their bytes are. */
public final class Octets {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /**
   * @throws XdrException when the text is not hexadecimal
   */
  public static Octets ofHex(String hex) {
    try {
      return new Octets(HEX.parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new XdrException("not hexadecimal");
    }
  }

  /**
   * @throws XdrException when the text is not Base64 in its one spelling
   */
  public static Octets ofBase64(String base64) {
    try {
      Octets octets = new Octets(Base64.getDecoder().decode(base64));
      if (octets.base64().equals(base64)) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      throw new XdrException("not Base64");
    }
    throw new XdrException("Base64 with another spelling");
  }

  /** SHA-256 over the parts, one after the other. */
  public static Octets sha256(Octets... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Octets part : parts) {
        digest.update(part.bytes);
      }
      return new Octets(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  public Octets slice(int from, int to) {
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  public String hex() {
    return HEX.formatHex(bytes);
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}

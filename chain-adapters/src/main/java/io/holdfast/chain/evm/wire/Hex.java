package io.holdfast.chain.evm.wire;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Bytes and quantities as Ethereum's JSON-RPC writes them: {@code 0x} and hex digits; a quantity
 * may have an odd number of them. Refuses everything else with an IllegalArgumentException.
 */
public final class Hex {
  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");
  private static final Pattern QUANTITY = Pattern.compile("0x[0-9a-fA-F]{1,64}");

  private Hex() {}

  public static byte[] bytes(String hex) {
    if (!BYTES.matcher(hex).matches()) {
      throw new IllegalArgumentException("no bytes in hex");
    }
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  public static byte[] bytes(String hex, int length) {
    byte[] bytes = bytes(hex);
    if (bytes.length != length) {
      throw new IllegalArgumentException(bytes.length + " bytes instead of " + length);
    }
    return bytes;
  }

  public static String of(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  /** At least 0, and less than 2<sup>256</sup>. */
  public static BigInteger quantity(String hex) {
    if (!QUANTITY.matcher(hex).matches()) {
      throw new IllegalArgumentException("no quantity in hex");
    }
    return new BigInteger(hex.substring(2), 16);
  }

  public static long longQuantity(String hex) {
    try {
      return quantity(hex).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a quantity beyond all sense", e);
    }
  }

  public static String quantity(BigInteger quantity) {
    return "0x" + quantity.toString(16);
  }

  /** A 32-byte hash in its one spelling, lower case. */
  public static String hash(String hex) {
    return of(bytes(hex, 32));
  }
}

package io.holdfast.chain.evm.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An account of an EVM chain.
 *
 * @param value {@code 0x} and 40 hex digits in lower case, which is how this program compares and
 *     stores it; {@link #checksummed} is for people
 */
public record Address(String value) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{40}");
  static final int BYTES = 20;
  static final int BITS = BYTES * Byte.SIZE;
  public static final Address ZERO = new Address("0x" + "0".repeat(40));

  public Address {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no address of 20 bytes in hex");
    }
    value = value.toLowerCase(Locale.ROOT);
  }

  /**
   * What a person typed. Mixed case carries a checksum (EIP-55) and must be right; all lower or all
   * upper case carries none.
   *
   * @throws IllegalArgumentException when it is none, or mistyped
   */
  public static Address typed(String text) {
    Address address = new Address(text);
    String digits = text.substring(2);
    boolean unmixed =
        digits.equals(digits.toLowerCase(Locale.ROOT))
            || digits.equals(digits.toUpperCase(Locale.ROOT));
    if (!unmixed && !address.checksummed().equals(text)) {
      throw new IllegalArgumentException("an address whose checksum is wrong");
    }
    return address;
  }

  /** The account of a public key: the last 20 bytes of the hash of its two coordinates. */
  public static Address of(byte[] uncompressedPublicKey) {
    byte[] coordinates = Arrays.copyOfRange(uncompressedPublicKey, 1, uncompressedPublicKey.length);
    byte[] hash = Keccak.hash(coordinates);
    return of20(Arrays.copyOfRange(hash, hash.length - BYTES, hash.length));
  }

  static Address of20(byte[] bytes) {
    return new Address(Hex.of(bytes));
  }

  public byte[] bytes() {
    return Hex.bytes(value);
  }

  /** The spelling of EIP-55: a digit is upper case where the hash of the lower case says so. */
  public String checksummed() {
    String digits = value.substring(2);
    String hash = HexFormat.of().formatHex(Keccak.hash(digits.getBytes(US_ASCII)));
    StringBuilder spelled = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      spelled.append(hash.charAt(i) >= '8' ? Character.toUpperCase(digit) : digit);
    }
    return spelled.toString();
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.holdfast.chain.substrate.address;

import java.util.HexFormat;
import java.util.Locale;

/**
 * An account: 32 bytes, either a public key or something derived.
 *
 * @param hex 64 digits in lower case
 */
public record AccountId(String hex) {
  public static final int BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  public AccountId {
    if (HEX.parseHex(hex).length != BYTES) {
      throw new IllegalArgumentException("an account has " + BYTES + " bytes");
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  public static AccountId of(byte[] bytes) {
    return new AccountId(HEX.formatHex(bytes));
  }

  public byte[] bytes() {
    return HEX.parseHex(hex);
  }
}

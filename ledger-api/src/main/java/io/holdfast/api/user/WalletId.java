package io.holdfast.api.user;

import io.holdfast.api.Ids;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.WalletKind;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Names one wallet: {@code wallet:evm:0x…}. The address is in the one spelling of its kind, so that
 * a wallet has one name.
 */
public record WalletId(String value) {
  public static final String PREFIX = "wallet:";

  /**
   * @throws Rejection MALFORMED_ID
   */
  public WalletId {
    value = Ids.require(PREFIX, value);
    String wallet = value;
    if (Stream.of(WalletKind.values()).noneMatch(kind -> isOf(kind, wallet))) {
      throw new Rejection(ErrorCode.MALFORMED_ID, "A wallet's id names its kind and its address.");
    }
  }

  public static WalletId of(WalletKind kind, String canonicalAddress) {
    return new WalletId(prefixOf(kind) + canonicalAddress);
  }

  public WalletKind kind() {
    return WalletKind.valueOf(
        value.substring(PREFIX.length(), addressStart() - 1).toUpperCase(Locale.ROOT));
  }

  public String address() {
    return value.substring(addressStart());
  }

  private int addressStart() {
    return value.indexOf(':', PREFIX.length()) + 1;
  }

  private static boolean isOf(WalletKind kind, String wallet) {
    String prefix = prefixOf(kind);
    return wallet.startsWith(prefix) && wallet.length() > prefix.length();
  }

  private static String prefixOf(WalletKind kind) {
    return PREFIX + kind.name().toLowerCase(Locale.ROOT) + ":";
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.holdfast.chain.substrate.address;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;

/**
 * How accounts are spelled on one network: Base58 of a prefix that names the network, the account's
 * bytes, and two bytes of a checksum (the SS58 registry). The same account has another spelling on
 * each network.
 *
 * @param prefix the network's number: 0 on Polkadot and its Asset Hub, 42 where none was given out
 */
public record Ss58(int prefix) {
  /** Greater ones do not fit the two bytes of a prefix; 46 and 47 are reserved. */
  public static final int GREATEST_PREFIX = 16_383;

  private static final int LONGEST = 64;
  private static final int CHECKSUM_BYTES = 2;
  private static final byte[] CONTEXT = "SS58PRE".getBytes(StandardCharsets.US_ASCII);

  public Ss58 {
    if (prefix < 0 || prefix > GREATEST_PREFIX) {
      throw new IllegalArgumentException("no SS58 prefix: " + prefix);
    }
  }

  public String address(AccountId account) {
    byte[] network = prefixBytes(prefix);
    byte[] body = Arrays.copyOf(network, network.length + AccountId.BYTES);
    System.arraycopy(account.bytes(), 0, body, network.length, AccountId.BYTES);
    byte[] spelled = Arrays.copyOf(body, body.length + CHECKSUM_BYTES);
    System.arraycopy(checksum(body), 0, spelled, body.length, CHECKSUM_BYTES);
    return Base58.encode(spelled);
  }

  /**
   * The account that an address spells.
   *
   * @throws Rejection ADDRESS_MALFORMED, or ADDRESS_WRONG_NETWORK when it is spelled for another
   *     network
   */
  public AccountId account(String address) {
    byte[] body = read(address);
    byte[] network = Arrays.copyOf(body, body.length - AccountId.BYTES);
    if (!Arrays.equals(network, prefixBytes(prefix))) {
      throw new Rejection(
          ErrorCode.ADDRESS_WRONG_NETWORK, "This address belongs to another network.");
    }
    return accountIn(body);
  }

  /**
   * The account that an address spells, on whichever network.
   *
   * @throws Rejection ADDRESS_MALFORMED
   */
  public static AccountId accountOnAnyNetwork(String address) {
    return accountIn(read(address));
  }

  /** The account stands last in an address' body. */
  private static AccountId accountIn(byte[] body) {
    return AccountId.of(Arrays.copyOfRange(body, body.length - AccountId.BYTES, body.length));
  }

  /** What stands before the checksum: the network's prefix and the account. */
  private static byte[] read(String address) {
    byte[] spelled = decoded(address).orElseThrow(Ss58::malformed);
    int prefixLength = spelled.length > 0 && (spelled[0] & 0x40) != 0 ? 2 : 1;
    if (spelled.length != prefixLength + AccountId.BYTES + CHECKSUM_BYTES) {
      throw malformed();
    }
    byte[] body = Arrays.copyOf(spelled, spelled.length - CHECKSUM_BYTES);
    byte[] checksum = Arrays.copyOfRange(spelled, body.length, spelled.length);
    if ((spelled[0] & 0x80) != 0 || !Arrays.equals(checksum, checksum(body))) {
      throw malformed();
    }
    return body;
  }

  private static Optional<byte[]> decoded(String address) {
    if (address.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base58.decode(address));
    } catch (AddressFormatException e) {
      return Optional.empty();
    }
  }

  private static Rejection malformed() {
    return new Rejection(ErrorCode.ADDRESS_MALFORMED, "This is no address of a Substrate chain.");
  }

  /** Up to 63 in one byte; above, in two whose first has the bit 0x40 and the middle six bits. */
  private static byte[] prefixBytes(int prefix) {
    if (prefix < 64) {
      return new byte[] {(byte) prefix};
    }
    return new byte[] {
      (byte) (((prefix & 0xfc) >> 2) | 0x40), (byte) ((prefix >> 8) | ((prefix & 3) << 6))
    };
  }

  private static byte[] checksum(byte[] body) {
    return Arrays.copyOf(Blake2.hash512(CONTEXT, body), CHECKSUM_BYTES);
  }
}

package io.holdfast.chain.stellar.xdr;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Addresses as people write them (SEP-23): a version byte, the content, and a checksum (CRC-16 of
 * XMODEM, the low byte first) in Base32 (RFC 4648) without padding. Every address has one spelling.
 */
public final class StrKey {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LONGEST = 70;
  private static final int CHECKSUM_BYTES = 2;
  private static final int KEY_BYTES = ScAddress.HASH_BYTES;

  private static final int ACCOUNT = 6 << 3;
  private static final int MUXED = 12 << 3;
  private static final int CONTRACT = 2 << 3;
  private static final int CLAIMABLE_BALANCE = 1 << 3;
  private static final int LIQUIDITY_POOL = 11 << 3;

  private StrKey() {}

  public static String encode(ScAddress address) {
    return switch (address) {
      case ScAddress.Account(Octets key) -> spell(ACCOUNT, key);
      case ScAddress.Contract(Octets hash) -> spell(CONTRACT, hash);
      case ScAddress.Muxed(Octets key, long id) ->
          spell(
              MUXED,
              XdrWriter.write(
                  to -> {
                    to.fixed(key);
                    to.int64(id);
                  }));
      case ScAddress.ClaimableBalance(Octets hash) ->
          spell(CLAIMABLE_BALANCE, concat(new byte[] {0}, hash.toArray()));
      case ScAddress.LiquidityPool(Octets hash) -> spell(LIQUIDITY_POOL, hash);
    };
  }

  /**
   * @throws XdrException when the text is no address, or not in its one spelling
   */
  public static ScAddress decode(String text) {
    Octets content = content(text);
    int version = content.toArray()[0] & 0xff;
    Octets body = content.slice(1, content.length());
    return switch (version) {
      case ACCOUNT -> new ScAddress.Account(sized(body, KEY_BYTES));
      case CONTRACT -> new ScAddress.Contract(sized(body, KEY_BYTES));
      case LIQUIDITY_POOL -> new ScAddress.LiquidityPool(sized(body, KEY_BYTES));
      case MUXED ->
          XdrReader.readAll(
              sized(body, KEY_BYTES + Long.BYTES),
              from -> {
                Octets key = from.fixed(KEY_BYTES);
                return new ScAddress.Muxed(key, from.int64());
              });
      case CLAIMABLE_BALANCE -> {
        if (sized(body, KEY_BYTES + 1).toArray()[0] != 0) {
          throw new XdrException("a claimable balance of an unknown kind");
        }
        yield new ScAddress.ClaimableBalance(body.slice(1, body.length()));
      }
      default -> throw new XdrException("no address: it begins with another letter");
    };
  }

  private static Octets sized(Octets body, int length) {
    if (body.length() != length) {
      throw new XdrException("no address: too long or too short");
    }
    return body;
  }

  private static String spell(int version, Octets body) {
    byte[] content = concat(new byte[] {(byte) version}, body.toArray()).toArray();
    int sum = checksum(content);
    return base32(concat(content, new byte[] {(byte) sum, (byte) (sum >> 8)}).toArray());
  }

  private static Octets content(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new XdrException("no address: too long or too short");
    }
    byte[] bytes = fromBase32(text);
    if (bytes.length <= CHECKSUM_BYTES + 1 || !base32(bytes).equals(text)) {
      throw new XdrException("no address: another spelling");
    }
    byte[] content = Arrays.copyOf(bytes, bytes.length - CHECKSUM_BYTES);
    int sum = checksum(content);
    if (bytes[bytes.length - 2] != (byte) sum || bytes[bytes.length - 1] != (byte) (sum >> 8)) {
      throw new XdrException("no address: its checksum is wrong, so a letter is mistyped");
    }
    return Octets.of(content);
  }

  private static Octets concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return Octets.of(both);
  }

  private static int checksum(byte[] bytes) {
    int crc = 0;
    for (byte each : bytes) {
      crc ^= (each & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
    }
    return crc & 0xffff;
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte each : bytes) {
      held = (held << 8) | (each & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((held >> bits) & 31));
      }
      held &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((held << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /** Leftover bits are dropped here; the caller compares the spelling. */
  private static byte[] fromBase32(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = ALPHABET.indexOf(text.charAt(i));
      if (value < 0) {
        throw new XdrException("no address: a letter that none has");
      }
      held = (held << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return bytes.toByteArray();
  }
}

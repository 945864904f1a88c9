package io.holdfast.chain.evm.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The contract ABI, as far as values of one 32-byte word go: numbers, addresses and hashes. Reading
 * refuses what a contract of ours can't have written.
 */
public final class Abi {
  public static final int WORD = 32;
  private static final int SELECTOR = 4;

  private Abi() {}

  /**
   * The topic of an event: the hash of its signature, for example {@code Paid(address,uint256)}.
   */
  public static String topic(String signature) {
    return Hex.of(Keccak.hash(signature));
  }

  /** The data of a call. */
  public static byte[] call(String signature, byte[]... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Keccak.hash(signature), 0, SELECTOR);
    for (byte[] word : words) {
      out.writeBytes(requireWord(word));
    }
    return out.toByteArray();
  }

  public static byte[] word(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    if (number.signum() < 0 || bytes.length - from > WORD) {
      throw new IllegalArgumentException("no number of 256 bits");
    }
    byte[] word = new byte[WORD];
    System.arraycopy(bytes, from, word, WORD - (bytes.length - from), bytes.length - from);
    return word;
  }

  public static byte[] word(Address address) {
    return word(new BigInteger(1, address.bytes()));
  }

  public static BigInteger number(byte[] word) {
    return new BigInteger(1, requireWord(word));
  }

  /** A number of fewer bits than the whole word. */
  public static BigInteger number(byte[] word, int bits) {
    BigInteger number = number(word);
    if (number.bitLength() > bits) {
      throw new IllegalArgumentException("more than " + bits + " bits");
    }
    return number;
  }

  public static Address address(byte[] word) {
    number(word, Address.BITS);
    return Address.of20(Arrays.copyOfRange(word, WORD - Address.BYTES, WORD));
  }

  /** The word at this place in an event's data. */
  public static byte[] wordAt(byte[] data, int index) {
    if (data.length < (index + 1) * WORD) {
      throw new IllegalArgumentException("data that end too early");
    }
    return Arrays.copyOfRange(data, index * WORD, (index + 1) * WORD);
  }

  private static byte[] requireWord(byte[] word) {
    if (word.length != WORD) {
      throw new IllegalArgumentException("no word of 32 bytes");
    }
    return word;
  }
}

package io.holdfast.chain.evm.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recursive Length Prefix, Ethereum's encoding of nested lists of bytes (Yellow Paper, appendix B).
 * There is one encoding of each value, and reading refuses every other one.
 */
public sealed interface Rlp {
  int SHORT_STRING = 0x80;
  int SHORT_LIST = 0xc0;
  int LONGEST_SHORT = 55;

  /** No value that we read is longer than 16 MiB. */
  int MOST_LENGTH_BYTES = 3;

  /** Immutable. */
  final class Bytes implements Rlp {
    private final byte[] value;

    private Bytes(byte[] value) {
      this.value = value.clone();
    }

    public byte[] value() {
      return value.clone();
    }

    private boolean isItsOwnEncoding() {
      return value.length == 1 && (value[0] & 0xff) < SHORT_STRING;
    }

    /** A quantity, at least 0: big-endian, without leading zeros; zero is no bytes at all. */
    public BigInteger quantity() {
      if (value.length > 0 && value[0] == 0) {
        throw new IllegalArgumentException("a quantity with leading zeros");
      }
      return new BigInteger(1, value);
    }
  }

  record Items(List<Rlp> items) implements Rlp {
    public Items {
      items = List.copyOf(items);
    }
  }

  static Rlp of(byte[] bytes) {
    return new Bytes(bytes);
  }

  static Rlp of(BigInteger quantity) {
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException("a quantity is at least 0");
    }
    byte[] bytes = quantity.toByteArray();
    return new Bytes(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  static Rlp list(Rlp... items) {
    return new Items(List.of(items));
  }

  default byte[] encoded() {
    return switch (this) {
      case Bytes bytes when bytes.isItsOwnEncoding() -> bytes.value();
      case Bytes bytes -> withLength(SHORT_STRING, bytes.value);
      case Items(List<Rlp> items) -> {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        items.forEach(item -> payload.writeBytes(item.encoded()));
        yield withLength(SHORT_LIST, payload.toByteArray());
      }
    };
  }

  private static byte[] withLength(int kind, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (payload.length <= LONGEST_SHORT) {
      out.write(kind + payload.length);
    } else {
      byte[] length = ((Bytes) of(BigInteger.valueOf(payload.length))).value;
      out.write(kind + LONGEST_SHORT + length.length);
      out.writeBytes(length);
    }
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are not one whole value in its one encoding
   */
  static Rlp decode(byte[] bytes) {
    List<Rlp> values = all(bytes);
    if (values.size() != 1) {
      throw new IllegalArgumentException(values.size() + " values instead of one");
    }
    return values.getFirst();
  }

  private static List<Rlp> all(byte[] bytes) {
    List<Rlp> values = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xff;
      int kind = first < SHORT_LIST ? SHORT_STRING : SHORT_LIST;
      boolean itself = first < SHORT_STRING;
      int lengthBytes = Math.max(0, first - kind - LONGEST_SHORT);
      int start = itself ? at : at + 1 + lengthBytes;
      int length =
          itself ? 1 : lengthBytes == 0 ? first - kind : length(bytes, at + 1, lengthBytes);
      if (length < 0 || start > bytes.length - length) {
        throw new IllegalArgumentException("a value that is cut off");
      }
      byte[] payload = Arrays.copyOfRange(bytes, start, start + length);
      Rlp value = kind == SHORT_STRING ? new Bytes(payload) : new Items(all(payload));
      if (!Arrays.equals(value.encoded(), Arrays.copyOfRange(bytes, at, start + length))) {
        throw new IllegalArgumentException("a value in another than its one encoding");
      }
      values.add(value);
      at = start + length;
    }
    return values;
  }

  private static int length(byte[] bytes, int from, int count) {
    if (count > MOST_LENGTH_BYTES || from + count > bytes.length) {
      throw new IllegalArgumentException("a length that is cut off or beyond all sense");
    }
    return new BigInteger(1, bytes, from, count).intValueExact();
  }
}

package io.holdfast.chain.substrate.scale;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads SCALE from the first byte to the last. Never reads past the end, and believes no length
 * that the rest of the bytes cannot hold. Throws {@link NotScale}. For one thread.
 */
public final class ScaleReader {
  private final byte[] bytes;
  private int position;

  public ScaleReader(byte[] bytes) {
    this.bytes = bytes;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return bytes.length - position;
  }

  public byte[] bytes(int count) {
    if (count < 0 || count > remaining()) {
      throw new NotScale(count + " bytes wanted at " + position + ", " + remaining() + " left");
    }
    byte[] read = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return read;
  }

  public int u8() {
    if (position == bytes.length) {
      throw new NotScale("the bytes end at " + position);
    }
    return Byte.toUnsignedInt(bytes[position++]);
  }

  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new NotScale("neither true nor false: " + value);
    }
    return value == 1;
  }

  /** A whole number of so many bytes, the lowest byte first. */
  public BigInteger unsigned(int byteCount) {
    return new BigInteger(1, reversed(bytes(byteCount)));
  }

  /** As {@link #unsigned}, in two's complement. */
  public BigInteger signed(int byteCount) {
    return new BigInteger(reversed(bytes(byteCount)));
  }

  /** At most 536 bits, in as few bytes as it needs. */
  public BigInteger compact() {
    int first = u8();
    position--;
    return switch (first & 3) {
      case 0 -> unsigned(1).shiftRight(2);
      case 1 -> unsigned(2).shiftRight(2);
      case 2 -> unsigned(4).shiftRight(2);
      default -> {
        position++;
        yield unsigned((first >> 2) + 4);
      }
    };
  }

  /** A compact number that fits an {@code int}, such as the number of a type. */
  public int compactInt() {
    BigInteger value = compact();
    if (value.bitLength() > 31) {
      throw new NotScale("too large a number: " + value);
    }
    return value.intValueExact();
  }

  /** How many elements follow: never more than there are bytes left. */
  public int count() {
    int count = compactInt();
    if (count > remaining()) {
      throw new NotScale(count + " elements in " + remaining() + " bytes");
    }
    return count;
  }

  public byte[] byteVector() {
    return bytes(count());
  }

  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(byteVector())).toString();
    } catch (CharacterCodingException e) {
      throw new NotScale("a text that is not UTF-8 before " + position);
    }
  }

  public <T> List<T> vector(Function<ScaleReader, T> element) {
    int count = count();
    List<T> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.apply(this));
    }
    return List.copyOf(elements);
  }

  public <T> Optional<T> option(Function<ScaleReader, T> some) {
    return bool() ? Optional.of(some.apply(this)) : Optional.empty();
  }

  private static byte[] reversed(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return bigEndian;
  }
}

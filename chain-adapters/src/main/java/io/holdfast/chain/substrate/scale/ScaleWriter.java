package io.holdfast.chain.substrate.scale;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes SCALE, byte after byte. For one thread. */
public final class ScaleWriter {
  private static final int MOST_COMPACT_BITS = 536;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  public ScaleWriter raw(byte[] some) {
    bytes.writeBytes(some);
    return this;
  }

  public ScaleWriter u8(int value) {
    return unsigned(BigInteger.valueOf(value), 1);
  }

  public ScaleWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  /** A whole number of so many bytes, the lowest byte first. */
  public ScaleWriter unsigned(BigInteger value, int byteCount) {
    if (value.signum() < 0 || value.bitLength() > byteCount * 8) {
      throw new IllegalArgumentException(value + " does not fit " + byteCount + " bytes");
    }
    for (int i = 0; i < byteCount; i++) {
      bytes.write(value.shiftRight(8 * i).intValue());
    }
    return this;
  }

  public ScaleWriter compact(long value) {
    return compact(BigInteger.valueOf(value));
  }

  public ScaleWriter compact(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > MOST_COMPACT_BITS) {
      throw new IllegalArgumentException("no compact number: " + value);
    }
    int bits = value.bitLength();
    if (bits <= 6) {
      return unsigned(value.shiftLeft(2), 1);
    }
    if (bits <= 14) {
      return unsigned(value.shiftLeft(2).setBit(0), 2);
    }
    if (bits <= 30) {
      return unsigned(value.shiftLeft(2).setBit(1), 4);
    }
    int byteCount = (bits + 7) / 8;
    return u8(((byteCount - 4) << 2) | 3).unsigned(value, byteCount);
  }

  /** Bytes with their number before them. */
  public ScaleWriter byteVector(byte[] some) {
    return compact(some.length).raw(some);
  }
}

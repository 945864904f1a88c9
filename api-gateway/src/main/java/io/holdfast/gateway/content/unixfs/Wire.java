package io.holdfast.gateway.content.unixfs;

import java.io.ByteArrayOutputStream;

/** Writes the few kinds of Protocol Buffers' fields that a node has. Not thread-safe. */
final class Wire {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int KIND_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int GROUP = (1 << GROUP_BITS) - 1;
  private static final int MORE = 1 << GROUP_BITS;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Wire number(int field, long value) {
    varint((long) field << KIND_BITS | VARINT);
    varint(value);
    return this;
  }

  Wire bytes(int field, byte[] value) {
    varint((long) field << KIND_BITS | BYTES);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~GROUP) != 0) {
      out.write((int) (rest & GROUP) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.write((int) rest);
  }
}

package io.holdfast.chain.stellar.xdr;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes XDR (RFC 4506). Used by one thread. */
public final class XdrWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public static Octets write(Consumer<XdrWriter> content) {
    XdrWriter writer = new XdrWriter();
    content.accept(writer);
    return Octets.of(writer.bytes.toByteArray());
  }

  public void int32(int value) {
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }

  public void uint32(long value) {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new XdrException(value + " does not fit 32 bits");
    }
    int32((int) value);
  }

  public void int64(long value) {
    bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
  }

  public void number(BigInteger value, int length, boolean signed) {
    boolean fits =
        signed
            ? value.bitLength() < length * 8
            : value.signum() >= 0 && value.bitLength() <= length * 8;
    if (!fits) {
      throw new XdrException("a number that does not fit " + length + " bytes");
    }
    byte[] digits = value.toByteArray();
    byte sign = (byte) (value.signum() < 0 ? 0xff : 0);
    for (int i = length - 1; i >= 0; i--) {
      bytes.write(i < digits.length ? digits[digits.length - 1 - i] : sign);
    }
  }

  public void bool(boolean value) {
    int32(value ? 1 : 0);
  }

  public void fixed(Octets value) {
    raw(value);
    bytes.writeBytes(new byte[(4 - value.length() % 4) % 4]);
  }

  /** Bytes that are XDR already. */
  public void raw(Octets value) {
    bytes.writeBytes(value.toArray());
  }

  public void opaque(Octets value) {
    int32(value.length());
    fixed(value);
  }

  public void ascii(String text) {
    opaque(Octets.of(text.getBytes(StandardCharsets.US_ASCII)));
  }

  public <T> void list(List<T> values, Consumer<T> element) {
    int32(values.size());
    values.forEach(element);
  }
}

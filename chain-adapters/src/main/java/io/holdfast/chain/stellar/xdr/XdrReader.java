package io.holdfast.chain.stellar.xdr;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads XDR (RFC 4506) from front to back. Padding must be zero and lengths within their limits.
 * Used by one thread.
 */
public final class XdrReader {
  private final Octets source;
  private final byte[] bytes;
  private int at;

  private XdrReader(Octets source) {
    this.source = source;
    this.bytes = source.toArray();
  }

  /**
   * Reads one value that fills all of the bytes.
   *
   * @throws XdrException when they are anything else
   */
  public static <T> T readAll(Octets source, Function<XdrReader, T> value) {
    XdrReader reader = new XdrReader(source);
    T result = value.apply(reader);
    if (reader.at != reader.bytes.length) {
      throw new XdrException((reader.bytes.length - reader.at) + " bytes too many");
    }
    return result;
  }

  /** Reads a value from the front, and leaves what comes after it unread. */
  public static <T> T readFirst(Octets source, Function<XdrReader, T> value) {
    return value.apply(new XdrReader(source));
  }

  int int32() {
    int start = take(4);
    return ((bytes[start] & 0xff) << 24)
        | ((bytes[start + 1] & 0xff) << 16)
        | ((bytes[start + 2] & 0xff) << 8)
        | (bytes[start + 3] & 0xff);
  }

  long uint32() {
    return Integer.toUnsignedLong(int32());
  }

  /** Signed; an unsigned value comes in the same bits. */
  long int64() {
    return ((long) int32() << 32) | uint32();
  }

  /** A whole number of so many bytes, in two's complement where it is signed. */
  BigInteger number(int length, boolean signed) {
    byte[] magnitude = fixed(length).toArray();
    return signed ? new BigInteger(magnitude) : new BigInteger(1, magnitude);
  }

  boolean bool() {
    return switch (int32()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw new XdrException("a truth value that is neither 0 nor 1");
    };
  }

  Octets fixed(int length) {
    int start = take(length);
    Octets value = source.slice(start, start + length);
    int padding = take((4 - length % 4) % 4);
    for (int i = padding; i < at; i++) {
      if (bytes[i] != 0) {
        throw new XdrException("padding that is not zero");
      }
    }
    return value;
  }

  Octets opaque(int most) {
    return fixed(length(most));
  }

  String ascii(int most) {
    String text = new String(opaque(most).toArray(), StandardCharsets.ISO_8859_1);
    if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new XdrException("text that is not ASCII");
    }
    return text;
  }

  int length(int most) {
    long length = uint32();
    if (length > most) {
      throw new XdrException("a length of " + length + " where at most " + most + " are allowed");
    }
    return (int) length;
  }

  <T> List<T> list(int most, Function<XdrReader, T> element) {
    int count = length(most);
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(element.apply(this));
    }
    return List.copyOf(values);
  }

  void require(int expected, String what) {
    int found = int32();
    if (found != expected) {
      throw new XdrException(what + " " + found + " is not spoken here");
    }
  }

  /** Reads this tag if it comes next; else reads nothing. */
  boolean skipIf(int tag) {
    int start = at;
    if (int32() == tag) {
      return true;
    }
    at = start;
    return false;
  }

  /** What was read since this place. */
  Octets since(int start) {
    return source.slice(start, at);
  }

  int place() {
    return at;
  }

  private int take(int count) {
    if (count > bytes.length - at) {
      throw new XdrException("the bytes end too early");
    }
    int start = at;
    at += count;
    return start;
  }
}

package io.holdfast.gateway.content.unixfs;

/** RFC 4648's base32 in lower case and without padding, as multibase's {@code b} wants it. */
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int DIGIT_BITS = 5;
  private static final int DIGIT = (1 << DIGIT_BITS) - 1;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte octet : bytes) {
      held = held << Byte.SIZE | Byte.toUnsignedInt(octet);
      bits += Byte.SIZE;
      while (bits >= DIGIT_BITS) {
        bits -= DIGIT_BITS;
        text.append(ALPHABET.charAt(held >>> bits & DIGIT));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(held << (DIGIT_BITS - bits) & DIGIT));
    }
    return text.toString();
  }
}

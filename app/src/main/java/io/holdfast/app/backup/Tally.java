package io.holdfast.app.backup;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How many rows, and which: the sum modulo 2^256 of the SHA-256 of each. The order does not count,
 * for a table has none. It finds what went wrong by itself; against forgery stands the {@link
 * Seal}. Used by one thread.
 */
final class Tally {
  private static final int WORDS = 4;

  private final MessageDigest sha256;
  private final long[] sum = new long[WORDS];
  private long rows;
  private long bytes;

  Tally() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  void add(byte[] row) {
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest(row));
    boolean carry = false;
    for (int word = WORDS - 1; word >= 0; word--) {
      long before = sum[word];
      long after = before + digest.getLong(word * Long.BYTES);
      boolean over = Long.compareUnsigned(after, before) < 0;
      if (carry) {
        after++;
        over |= after == 0;
      }
      sum[word] = after;
      carry = over;
    }
    rows++;
    bytes += row.length;
  }

  Sum sum() {
    ByteBuffer all = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (long word : sum) {
      all.putLong(word);
    }
    return new Sum(rows, bytes, HexFormat.of().formatHex(all.array()));
  }

  /**
   * @param bytes of the rows, without what separates them
   * @param digest 64 hexadecimal digits
   */
  record Sum(long rows, long bytes, String digest) {}
}

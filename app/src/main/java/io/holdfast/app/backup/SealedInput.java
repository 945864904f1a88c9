package io.holdfast.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/**
 * Reads what {@link SealedOutput} wrote. No byte comes out that was not authenticated, and the end
 * comes only where it was sealed as the end. Holds one chunk. Used by one thread.
 */
final class SealedInput extends InputStream {
  private static final int SEALED_BYTES = Seal.CHUNK_BYTES + Seal.TAG_BYTES;

  private final InputStream file;
  private final Seal seal;

  /** One byte more than a chunk: whether it is there tells whether the chunk is the last. */
  private final byte[] ahead = new byte[SEALED_BYTES + 1];

  private byte[] chunk = new byte[0];
  private int at;
  private int read;
  private long number;
  private boolean ended;

  /**
   * @param file stands behind the first line; stays open
   */
  SealedInput(InputStream file, Seal seal) {
    this.file = file;
    this.seal = seal;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (at == chunk.length) {
      if (ended) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, chunk.length - at);
    System.arraycopy(chunk, at, bytes, offset, count);
    at += count;
    return count;
  }

  private void next() throws IOException {
    read += file.readNBytes(ahead, read, ahead.length - read);
    ended = read <= SEALED_BYTES;
    int sealed = Math.min(read, SEALED_BYTES);
    try {
      chunk = seal.open(ahead, sealed, number, ended);
    } catch (GeneralSecurityException e) {
      throw new DamagedBackup(
          "It was changed or cut off near byte %d of its content".formatted(number * SEALED_BYTES),
          e);
    }
    at = 0;
    number++;
    ahead[0] = ahead[SEALED_BYTES];
    read = ended ? 0 : 1;
  }
}

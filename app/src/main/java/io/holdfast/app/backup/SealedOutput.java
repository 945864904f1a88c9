package io.holdfast.app.backup;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Seals what is written to it, chunk by chunk, behind the seal's first line. Only what was finished
 * can be read: what is closed before, by whatever, lacks its last chunk. Holds one chunk. Used by
 * one thread.
 */
final class SealedOutput extends OutputStream {
  private final OutputStream file;
  private final Seal seal;
  private final byte[] chunk = new byte[Seal.CHUNK_BYTES];
  private int filled;
  private long number;

  /**
   * @param file stays open; whoever opened it closes it
   */
  SealedOutput(OutputStream file, Seal seal) throws IOException {
    this.file = file;
    this.seal = seal;
    file.write(seal.beginning());
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (filled == chunk.length) {
        put(false);
      }
      int more = Math.min(chunk.length - filled, length - done);
      System.arraycopy(bytes, offset + done, chunk, filled, more);
      filled += more;
      done += more;
    }
  }

  /** Seals what is left as the last chunk. Nothing may be written afterwards. */
  void finish() throws IOException {
    put(true);
    file.flush();
  }

  private void put(boolean last) throws IOException {
    file.write(seal.close(chunk, filled, number, last));
    number++;
    filled = 0;
  }
}

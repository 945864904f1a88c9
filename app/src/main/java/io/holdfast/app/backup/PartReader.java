package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;

/**
 * Reads what {@link PartWriter} wrote, and holds each part against what stands behind it. Holds no
 * more than a row. Used by one thread.
 */
final class PartReader {
  private static final int BUFFER_BYTES = 65_536;

  /** What PostgreSQL can send as one row. */
  private static final int MOST_ROW_BYTES = 1 << 30;

  private final DataInputStream input;
  private final Manifest manifest;

  /** What is done with the parts. */
  interface Visitor {
    void begin(String name) throws IOException;

    void row(byte[] row) throws IOException;

    void end(Tally.Sum sum) throws IOException;
  }

  /**
   * @throws DamagedBackup when it does not begin as a backup does
   */
  PartReader(InputStream opened) throws IOException {
    input =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(opened, BUFFER_BYTES), BUFFER_BYTES));
    try {
      manifest = PartWriter.JSON.readValue(bytes(input.readInt()), Manifest.class);
    } catch (JacksonException e) {
      throw new DamagedBackup("What it is of cannot be read", e);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * Reads all of it, once.
   *
   * @throws DamagedBackup when it is not whole
   */
  void read(Visitor visitor) throws IOException {
    try {
      int parts = 0;
      int sign = input.readInt();
      for (; sign == PartWriter.PART; sign = input.readInt()) {
        part(visitor);
        parts++;
      }
      if (sign != PartWriter.TRAILER || input.readInt() != parts || input.read() >= 0) {
        throw new DamagedBackup("It does not end as a backup does");
      }
    } catch (EOFException | ZipException e) {
      throw new DamagedBackup("It ends before its end", e);
    }
  }

  private void part(Visitor visitor) throws IOException {
    String name = new String(bytes(input.readInt()), UTF_8);
    visitor.begin(name);
    Tally tally = new Tally();
    int length = input.readInt();
    for (; length >= 0; length = input.readInt()) {
      byte[] row = bytes(length);
      tally.add(row);
      visitor.row(row);
    }
    Tally.Sum sum = tally.sum();
    boolean ends = length == PartWriter.END_OF_PART;
    if (!ends || input.readLong() != sum.rows() || !input.readUTF().equals(sum.digest())) {
      throw new DamagedBackup("What it has of " + name + " is not what was written");
    }
    visitor.end(sum);
  }

  private byte[] bytes(int length) throws IOException {
    if (length < 0 || length > MOST_ROW_BYTES) {
      throw new DamagedBackup("It has a row of no possible length");
    }
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new DamagedBackup("It ends within a row");
    }
    return bytes;
  }
}

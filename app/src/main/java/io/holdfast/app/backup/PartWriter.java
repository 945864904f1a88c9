package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the content of a backup, compressed: the manifest, then parts, then a trailer. A part is a
 * name, its rows, and how many and which they were; the trailer says how many parts there are.
 * Holds no more than a row. Used by one thread.
 */
final class PartWriter {
  static final int PART = -1;
  static final int END_OF_PART = -2;
  static final int TRAILER = -3;
  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int BUFFER_BYTES = 65_536;

  private final GZIPOutputStream compressed;
  private final DataOutputStream output;
  private Tally tally = new Tally();
  private int parts;

  PartWriter(OutputStream sealed, Manifest manifest) throws IOException {
    compressed = new FastGzip(sealed);
    output = new DataOutputStream(new BufferedOutputStream(compressed, BUFFER_BYTES));
    row(JSON.writeValueAsBytes(manifest));
  }

  void begin(String name) throws IOException {
    tally = new Tally();
    output.writeInt(PART);
    byte[] bytes = name.getBytes(UTF_8);
    output.writeInt(bytes.length);
    output.write(bytes);
  }

  void row(byte[] row) throws IOException {
    tally.add(row);
    output.writeInt(row.length);
    output.write(row);
  }

  Tally.Sum end() throws IOException {
    Tally.Sum sum = tally.sum();
    output.writeInt(END_OF_PART);
    output.writeLong(sum.rows());
    output.writeUTF(sum.digest());
    parts++;
    return sum;
  }

  /** Writes the trailer; the caller finishes what it writes to. */
  void finish() throws IOException {
    output.writeInt(TRAILER);
    output.writeInt(parts);
    output.flush();
    compressed.finish();
  }

  /** Quick before small: the disk and the database should wait for each other, not for us. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream output) throws IOException {
      super(output, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}

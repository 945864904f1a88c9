package io.holdfast.query.transparency;

import io.holdfast.query.follow.LogRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a row of the log that a leaf is the hash of: every column, so that none can be
 * changed in silence, and each with its length, so that no two rows have the same bytes.
 *
 * <pre>
 * 1 byte    the version of this form: 1
 * 8 bytes   log index
 * text      event id
 * text      aggregate id
 * text      aggregate type, or null
 * 8 bytes   sequence number
 * 8 bytes   time, in microseconds since 1970
 * text      type
 * text      revision, or null
 * bytes     payload
 * bytes     metadata
 * </pre>
 *
 * Numbers are two's complement, big endian. Texts (UTF-8) and bytes stand behind their length in 4
 * bytes; null is the length −1 and nothing behind it.
 */
public final class LeafEncoding {
  private static final int VERSION = 1;
  private static final int NULL = -1;

  private LeafEncoding() {}

  /** The hash that stands for the row in the tree. */
  public static Hash hash(LogRow row) {
    return Hash.leaf(encode(row));
  }

  static byte[] encode(LogRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(row.index());
      write(out, row.eventId());
      write(out, row.aggregateId());
      write(out, row.aggregateType());
      out.writeLong(row.sequenceNumber());
      out.writeLong(row.atMicros());
      write(out, row.type());
      write(out, row.revision());
      write(out, row.payload());
      write(out, row.metadata());
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(NULL);
    } else {
      write(out, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}

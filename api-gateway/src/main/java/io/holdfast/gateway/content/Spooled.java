package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import java.nio.file.Path;

/**
 * An upload that has come to its end and is not kept yet. Closing it takes the file away.
 *
 * @param size bytes
 */
record Spooled(Path file, Cid cid, long size) implements AutoCloseable {
  @Override
  public void close() {
    Spool.delete(file);
  }
}

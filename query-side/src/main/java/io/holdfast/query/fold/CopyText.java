package io.holdfast.query.fold;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the text form of PostgreSQL's COPY: values apart by tabs, rows by line feeds, and what
 * could be taken for either behind a backslash (PostgreSQL's documentation of COPY, "Text Format").
 * Closed before its {@link #end}, it takes nothing in.
 */
public final class CopyText implements AutoCloseable {
  private static final int CHUNK_CHARS = 32 * 1024;

  private final CopyIn copy;
  private final StringBuilder text = new StringBuilder(2 * CHUNK_CHARS);
  private boolean rowBegun;

  public CopyText(CopyIn copy) {
    this.copy = copy;
  }

  public void value(@Nullable Object value) {
    if (rowBegun) {
      text.append('\t');
    }
    rowBegun = true;
    if (value == null) {
      text.append("\\N");
    } else {
      escape(value.toString());
    }
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      switch (each) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(each);
      }
    }
  }

  public void endRow() throws SQLException {
    text.append('\n');
    rowBegun = false;
    if (text.length() >= CHUNK_CHARS) {
      send();
    }
  }

  public void end() throws SQLException {
    send();
    copy.endCopy();
  }

  private void send() throws SQLException {
    byte[] bytes = text.toString().getBytes(UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}

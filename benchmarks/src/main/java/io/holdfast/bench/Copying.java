package io.holdfast.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * The floor of a replay: all rows of the log out of PostgreSQL and in again, by COPY into COPY, as
 * they come, into a table without an index, in one transaction.
 */
final class Copying {
  private static final int CHUNK_BYTES = 64 * 1024;

  private Copying() {}

  static void prepare(BenchPostgres postgres) throws SQLException {
    postgres.execute("CREATE SCHEMA copied", "CREATE TABLE copied.event (LIKE log.event)");
  }

  /** Returns how many rows went in. */
  static long copy(DataSource source) throws SQLException {
    try (Connection from = source.getConnection();
        Connection to = source.getConnection()) {
      CopyOut out =
          from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY log.event TO STDOUT");
      CopyIn in = to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied.event FROM STDIN");
      byte[] chunk = new byte[CHUNK_BYTES];
      int filled = 0;
      for (byte[] row = out.readFromCopy(); row != null; row = out.readFromCopy()) {
        if (filled + row.length > chunk.length) {
          in.writeToCopy(chunk, 0, filled);
          filled = 0;
          chunk = row.length > chunk.length ? Arrays.copyOf(chunk, row.length) : chunk;
        }
        System.arraycopy(row, 0, chunk, filled, row.length);
        filled += row.length;
      }
      in.writeToCopy(chunk, 0, filled);
      return in.endCopy();
    }
  }
}

package io.holdfast.query.replay;

import io.holdfast.api.replay.ReplayFinding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a table in use with the rebuilt one, both as of the same index of the log: first how
 * many rows there are and a sum over their hashes, which no order changes; where these differ, row
 * by row. The two are read over two connections, for the one in use is read in an older snapshot.
 */
final class Comparison {
  private static final int FETCH = 1_000;
  private static final int EXAMPLES = 3;

  private final Connection live;
  private final Connection next;
  private final String schema;

  /**
   * Both connections are in a transaction.
   *
   * @param schema of the rebuilt tables
   */
  Comparison(Connection live, Connection next, String schema) {
    this.live = live;
    this.next = next;
    this.schema = schema;
  }

  ReplayFinding of(String table) throws SQLException {
    Sum inUse = sum(live, Shadow.LIVE, table);
    Sum rebuilt = sum(next, schema, table);
    return inUse.equals(rebuilt)
        ? new ReplayFinding(table, rebuilt.rows(), 0, "")
        : rowByRow(table, rebuilt.rows());
  }

  private record Sum(long rows, String hash) {}

  private static Sum sum(Connection connection, String schema, String table) throws SQLException {
    String sql =
        "select count(*), coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text from %s.%s t"
            .formatted(schema, table);
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Sum(row.getLong(1), row.getString(2));
    }
  }

  private ReplayFinding rowByRow(String table, long rows) throws SQLException {
    long different = 0;
    List<String> examples = new ArrayList<>();
    try (Rows inUse = new Rows(live, Shadow.LIVE, table);
        Rows rebuilt = new Rows(next, schema, table)) {
      while (inUse.key() != null || rebuilt.key() != null) {
        int order = order(inUse.key(), rebuilt.key());
        String key = order <= 0 ? inUse.key() : rebuilt.key();
        String how = order < 0 ? "too many" : order > 0 ? "missing" : "other values";
        if (order != 0 || !inUse.hash().equals(rebuilt.hash())) {
          different++;
          if (examples.size() < EXAMPLES) {
            examples.add(key + " (" + how + ")");
          }
        }
        if (order <= 0) {
          inUse.next();
        }
        if (order >= 0) {
          rebuilt.next();
        }
      }
    }
    return new ReplayFinding(table, rows, different, String.join(", ", examples));
  }

  private static int order(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? 1 : -1;
    }
    return one.compareTo(other);
  }

  /** The keys and hashes of a table, by key; at its end the key is null. */
  private static final class Rows implements AutoCloseable {
    private final PreparedStatement statement;
    private final ResultSet result;
    private @Nullable String key;
    private String hash = "";

    Rows(Connection connection, String schema, String table) throws SQLException {
      String columns =
          "select string_agg(quote_ident(a.attname) || '::text', ', ' order by k.n) from pg_index i, unnest(i.indkey::int[]) with ordinality as k(attnum, n), pg_attribute a where i.indrelid = ?::regclass and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.attnum";
      String keyColumns;
      try (PreparedStatement look = connection.prepareStatement(columns)) {
        look.setString(1, schema + "." + table);
        try (ResultSet row = look.executeQuery()) {
          row.next();
          keyColumns = row.getString(1);
        }
      }
      statement =
          connection.prepareStatement(
              "select concat_ws(' ', %s) collate \"C\" as key, md5(t::text) from %s.%s t order by 1"
                  .formatted(keyColumns, schema, table));
      statement.setFetchSize(FETCH);
      result = statement.executeQuery();
      next();
    }

    @Nullable String key() {
      return key;
    }

    String hash() {
      return hash;
    }

    void next() throws SQLException {
      if (result.next()) {
        key = result.getString(1);
        hash = result.getString(2);
      } else {
        key = null;
      }
    }

    @Override
    public void close() throws SQLException {
      result.close();
      statement.close();
    }
  }
}

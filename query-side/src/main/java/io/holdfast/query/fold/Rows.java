package io.holdfast.query.fold;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The rows of one table while one batch is folded: the wanted ones are read at once, changed in
 * memory, and the changed ones written at once. Used by one thread, for one batch.
 */
public final class Rows<R> {
  private final Table<R> table;
  private final String schema;
  private final Set<List<String>> wanted = new LinkedHashSet<>();
  private final Map<List<String>, R> rows = new HashMap<>();
  private final Map<List<String>, R> changed = new LinkedHashMap<>();

  public Rows(Table<R> table, String schema) {
    this.table = table;
    this.schema = schema;
  }

  /** Names a row that the batch may change. */
  public void want(String... key) {
    wanted.add(List.of(key));
  }

  public @Nullable R get(String... key) {
    return rows.get(List.of(key));
  }

  public void put(R row) {
    List<String> key = table.key(row);
    rows.put(key, row);
    changed.put(key, row);
  }

  public void load(Connection connection) throws SQLException {
    if (wanted.isEmpty()) {
      return;
    }
    try (PreparedStatement select = connection.prepareStatement(table.selectSql(schema))) {
      for (int i = 0; i < table.keyColumns(); i++) {
        int part = i;
        bind(select, i + 1, wanted.stream().map(key -> key.get(part)).toArray(String[]::new));
      }
      try (ResultSet result = select.executeQuery()) {
        Columns columns = new ResultSetColumns(result);
        while (result.next()) {
          R row = table.read().apply(columns);
          rows.put(table.key(row), row);
        }
      }
    }
  }

  /**
   * @return whether there was anything to write
   */
  public boolean flush(Connection connection) throws SQLException {
    if (changed.isEmpty()) {
      return false;
    }
    try (PreparedStatement upsert = connection.prepareStatement(table.upsertSql(schema))) {
      int parameter = 0;
      for (Table.Column<R> column : table.columns()) {
        bind(upsert, ++parameter, values(column));
      }
      upsert.executeUpdate();
    }
    return true;
  }

  /**
   * Writes rows whose keys are not there yet into a table that need not have a key: several times
   * faster than {@link #flush}, and wrong where a key is there.
   *
   * @return whether there was anything to write
   */
  public boolean copy(Connection connection) throws SQLException {
    if (changed.isEmpty()) {
      return false;
    }
    try (CopyText text =
        new CopyText(
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copySql(schema)))) {
      for (R row : changed.values()) {
        for (Table.Column<R> column : table.columns()) {
          text.value(column.value().apply(row));
        }
        text.endRow();
      }
      text.end();
    }
    return true;
  }

  private @Nullable String[] values(Table.Column<R> column) {
    List<@Nullable String> values = new ArrayList<>(changed.size());
    for (R row : changed.values()) {
      Object value = column.value().apply(row);
      values.add(value == null ? null : value.toString());
    }
    return values.toArray(new @Nullable String[0]);
  }

  /** Every array goes out as text and is cast by the statement. */
  private static void bind(PreparedStatement statement, int parameter, @Nullable String[] values)
      throws SQLException {
    Array array = statement.getConnection().createArrayOf("text", values);
    statement.setArray(parameter, array);
  }
}

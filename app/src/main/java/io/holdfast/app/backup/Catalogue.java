package io.holdfast.app.backup;

import io.holdfast.app.backup.Manifest.Sequence;
import io.holdfast.app.backup.Manifest.Table;
import io.holdfast.app.database.Migrations;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a database has of ours, as PostgreSQL's own catalogue tells it. Stateless. */
final class Catalogue {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname),
        (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY (?) AND c.relkind = 'r'
      ORDER BY array_position(?, n.nspname::text), c.relname""";

  private static final String PARENTS =
      """
      SELECT format('%I.%I', n.nspname, c.relname), format('%I.%I', pn.nspname, p.relname)
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
      WHERE k.contype = 'f' AND n.nspname = ANY (?) AND p.oid <> c.oid""";

  private static final String SEQUENCES =
      """
      SELECT format('%I.%I', n.nspname, c.relname), a.attname,
        pg_sequence_last_value(
          pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)::regclass)
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY (?) AND c.relkind = 'r' AND a.attidentity <> ''
      ORDER BY 1, 2""";

  private static final String LOG_INDEX = "SELECT coalesce(max(log_index), 0) FROM log.event";

  private Catalogue() {}

  /** Our tables, each after those that it refers to. */
  static List<Table> tables(Connection connection) throws SQLException {
    Map<String, Table> byName = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setArray(1, schemas(connection));
      statement.setArray(2, schemas(connection));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String[] columns = (String[]) row.getArray(2).getArray();
          byName.put(row.getString(1), new Table(row.getString(1), Arrays.asList(columns)));
        }
      }
    }
    return parentsFirst(byName, parents(connection));
  }

  static List<Sequence> sequences(Connection connection) throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SEQUENCES)) {
      statement.setArray(1, schemas(connection));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          sequences.add(
              new Sequence(row.getString(1), row.getString(2), row.getObject(3, Long.class)));
        }
      }
    }
    return sequences;
  }

  /** The migrations of each schema, by number, as Flyway recorded them. */
  static Map<String, List<String>> versions(Connection connection) throws SQLException {
    Map<String, List<String>> versions = new LinkedHashMap<>();
    for (String schema : Migrations.SCHEMAS) {
      versions.put(
          schema,
          texts(
              connection,
              "SELECT version FROM %s.flyway_schema_history".formatted(schema)
                  + " WHERE success AND version IS NOT NULL ORDER BY installed_rank"));
    }
    return versions;
  }

  static long logIndex(Connection connection) throws SQLException {
    return Long.parseLong(texts(connection, LOG_INDEX).getFirst());
  }

  static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
    }
    return texts;
  }

  private static Array schemas(Connection connection) throws SQLException {
    return connection.createArrayOf("text", Migrations.SCHEMAS.toArray());
  }

  private static Map<String, Set<String>> parents(Connection connection) throws SQLException {
    Map<String, Set<String>> parents = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PARENTS)) {
      statement.setArray(1, schemas(connection));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          parents
              .computeIfAbsent(row.getString(1), _ -> new LinkedHashSet<>())
              .add(row.getString(2));
        }
      }
    }
    return parents;
  }

  private static List<Table> parentsFirst(
      Map<String, Table> tables, Map<String, Set<String>> parents) {
    List<Table> sorted = new ArrayList<>();
    Map<String, Table> left = new LinkedHashMap<>(tables);
    while (!left.isEmpty()) {
      List<Table> ready =
          left.values().stream()
              .filter(
                  table ->
                      parents.getOrDefault(table.name(), Set.of()).stream()
                          .noneMatch(left::containsKey))
              .toList();
      if (ready.isEmpty()) {
        throw new IllegalStateException("tables refer to each other in a ring: " + left.keySet());
      }
      ready.forEach(table -> left.remove(table.name()));
      sorted.addAll(ready);
    }
    return sorted;
  }
}

package io.holdfast.query.replay;

import io.holdfast.api.replay.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A second read model beside the first: the same tables, made from those in use. It begins bare:
 * without the indexes that filling it does not need, which are built at once when it is full. It
 * belongs to one purpose, for example a replay, whose id it carries, so that whoever comes after a
 * crash knows whether to go on with it or to make another. Each call uses the caller's connection
 * and transaction.
 */
final class Shadow {
  static final String LIVE = "view";

  /** Shorter than PostgreSQL's own look for deadlocks, so that no reader is ever its victim. */
  private static final String LOCK_TIMEOUT = "300ms";

  private static final String PROGRESS = "progress";

  /** Their rows come in order and are never looked up; the keys of others are needed. */
  private static final List<String> FILLED_BY_COPY = List.of("balance_change", "journal_line");

  private final String schema;

  Shadow(String schema) {
    this.schema = schema;
  }

  String schema() {
    return schema;
  }

  /** The tables of a projection. Every table of the read model belongs to one. */
  static List<String> tablesOf(Projection projection) {
    return switch (projection) {
      case ACCOUNTS -> List.of("account", "balance", "balance_change");
      case JOURNAL -> List.of("journal_line", "moment");
      case DEPOSITS -> List.of("deposit_request", "deposit");
      case WITHDRAWALS -> List.of("withdrawal");
      case POLICIES -> List.of("withdrawal_policy");
      case RAILS -> List.of("rail", "rail_block");
      case RECONCILIATION -> List.of("reconciliation", "reconciliation_case");
      case PARKED -> List.of("parked");
      case REPLAYS -> List.of("replay");
      case PEOPLE -> List.of("person");
      case SESSIONS -> List.of("session", "sign_in");
      case ORDERS -> List.of("escrow_order");
      case PRODUCTS -> List.of("product");
    };
  }

  static List<String> tablesOf(Set<Projection> projections) {
    return projections.stream().sorted().flatMap(each -> tablesOf(each).stream()).toList();
  }

  /** Whether the one that is there was made for this owner, and may be gone on with. */
  boolean isOf(Connection connection, String owner) throws SQLException {
    return texts(
            connection,
            "select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = ?",
            schema)
        .contains(owner);
  }

  /** Makes an empty, bare one in place of whatever is there. */
  void make(Connection connection, String owner) throws SQLException {
    drop(connection);
    run(connection, "create schema " + schema);
    try (PreparedStatement quote = connection.prepareStatement("select quote_literal(?)")) {
      quote.setString(1, owner);
      try (ResultSet row = quote.executeQuery()) {
        row.next();
        run(connection, "comment on schema " + schema + " is " + row.getString(1));
      }
    }
    for (String table : everyTable()) {
      run(
          connection,
          "create table %s.%s (like %s.%s including all excluding indexes)"
              .formatted(schema, table, LIVE, table));
      if (!FILLED_BY_COPY.contains(table)) {
        addKeys(connection, table);
      }
    }
    run(connection, "insert into " + schema + ".progress (log_index) values (0)");
  }

  /** Whether it still lacks the indexes that the read model in use has. */
  boolean isBare(Connection connection) throws SQLException {
    return keysOf(connection, schema, FILLED_BY_COPY.getFirst()).isEmpty();
  }

  /** Gives it all the indexes that the read model in use has. */
  void index(Connection connection) throws SQLException {
    for (String table : FILLED_BY_COPY) {
      addKeys(connection, table);
    }
    for (String table : everyTable()) {
      addIndexes(connection, table);
      run(connection, "analyze %s.%s".formatted(schema, table));
    }
  }

  private static List<String> everyTable() {
    List<String> tables = new ArrayList<>(tablesOf(Set.of(Projection.values())));
    tables.add(PROGRESS);
    return tables;
  }

  void drop(Connection connection) throws SQLException {
    run(connection, "drop schema if exists " + schema + " cascade");
  }

  private void addKeys(Connection connection, String table) throws SQLException {
    for (String key : keysOf(connection, LIVE, table)) {
      run(connection, "alter table %s.%s %s".formatted(schema, table, key));
    }
  }

  private static List<String> keysOf(Connection connection, String schema, String table)
      throws SQLException {
    return texts(
        connection,
        "select format('add constraint %I %s', conname, pg_get_constraintdef(oid)) from"
            + " pg_constraint where conrelid = ?::regclass and contype in ('p', 'u')",
        schema + "." + table);
  }

  private void addIndexes(Connection connection, String table) throws SQLException {
    String live = LIVE + "." + table;
    for (String index :
        texts(
            connection,
            "select pg_get_indexdef(indexrelid) from pg_index where indrelid = ?::regclass and not"
                + " exists (select from pg_constraint where conindid = indexrelid)",
            live)) {
      run(connection, index.replace(" ON " + live + " ", " ON " + schema + "." + table + " "));
    }
  }

  /** Every event up to this index is reflected in the read model of this schema. */
  static long position(Connection connection, String schema) throws SQLException {
    return Long.parseLong(
        texts(connection, "select log_index from " + schema + ".progress").getFirst());
  }

  /**
   * Stops whoever reads or writes these tables until the transaction ends. Fails within a moment
   * where somebody is busy with them; then it is for the caller to try again.
   */
  static void lock(Connection connection, List<String> tables) throws SQLException {
    run(connection, "set local lock_timeout = '" + LOCK_TIMEOUT + "'");
    List<String> all = new ArrayList<>(tables);
    all.add(PROGRESS);
    run(
        connection,
        "lock table %s in access exclusive mode"
            .formatted(String.join(", ", all.stream().map(table -> LIVE + "." + table).toList())));
  }

  /** Puts the rebuilt tables in the place of those in use, and takes away the rest. */
  void exchange(Connection connection, List<String> tables) throws SQLException {
    for (String table : tables) {
      run(connection, "drop table %s.%s".formatted(LIVE, table));
      run(connection, "alter table %s.%s set schema %s".formatted(schema, table, LIVE));
    }
    drop(connection);
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> texts(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          texts.add(String.valueOf(row.getString(1)));
        }
      }
      return texts;
    }
  }
}

package io.holdfast.query.views;

import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.testkit.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A read model of its own on a real PostgreSQL, written as the processor writes it. */
public final class ReadModel {
  private static final List<String> TABLES =
      List.of(
          "account",
          "balance",
          "balance_change",
          "moment",
          "journal_line",
          "deposit_request",
          "deposit",
          "withdrawal",
          "escrow_order",
          "product",
          "rail",
          "rail_block",
          "reconciliation",
          "reconciliation_case",
          "parked",
          "replay",
          "person",
          "session",
          "sign_in");

  public final TestDatabase database = TestDatabase.create("view", "audit");
  private final BatchWriter writer = new BatchWriter("view");

  /** With as much of a log beside it as is read of it. */
  public ReadModel() {
    try {
      run("create schema log");
      run("create table log.event (log_index bigint primary key, metadata bytea)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In one transaction, as one batch. */
  public void write(List<LoggedEvent> events) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        writer.write(connection, events);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  public void clear() throws SQLException {
    run("truncate view." + String.join(", view.", TABLES));
    run("update view.progress set log_index = 0");
  }

  public void run(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Every row of a query, each as PostgreSQL writes it. */
  public List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select r::text from (" + sql + ") r")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** Everything that is in it. */
  public List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    for (String table : TABLES) {
      all.add(table);
      all.addAll(rows("select * from view." + table + " t order by t::text"));
    }
    all.addAll(rows("select log_index from view.progress"));
    return all;
  }

  public ConnectionFactory connections() {
    ConnectionFactoryOptions options =
        ConnectionFactoryOptions.parse(database.r2dbcUrl())
            .mutate()
            .option(ConnectionFactoryOptions.USER, database.username())
            .option(ConnectionFactoryOptions.PASSWORD, database.password())
            .build();
    return new ConnectionPool(
        ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
            .initialSize(1)
            .maxSize(4)
            .build());
  }
}

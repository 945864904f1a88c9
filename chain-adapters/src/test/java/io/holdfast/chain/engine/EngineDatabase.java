package io.holdfast.chain.engine;

import io.holdfast.testkit.TestDatabase;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One real database with one connection for all tests of the engine in this JVM: a database for
 * each test, and a connection for each statement, took most of their time. For one thread.
 */
final class EngineDatabase {
  private static final DataSource SOURCE = open();

  private EngineDatabase() {}

  private static DataSource open() {
    TestDatabase database = TestDatabase.create("rail");
    return new SingleConnectionDataSource(
        database.jdbcUrl(), database.username(), database.password(), true);
  }

  /** Without a row: whoever used it before is done with it. */
  static DataSource emptied() {
    JdbcClient db = JdbcClient.create(SOURCE);
    String tables =
        db.sql(
                """
                SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables
                WHERE schemaname = 'rail' AND tablename <> 'flyway_schema_history'""")
            .query(String.class)
            .single();
    db.sql("TRUNCATE " + tables).update();
    return SOURCE;
  }
}

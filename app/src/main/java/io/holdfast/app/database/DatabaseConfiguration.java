package io.holdfast.app.database;

import io.holdfast.app.start.CannotStart;
import io.r2dbc.pool.ConnectionPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Whoever asks for a connection, in either kind, gets one to a durable database whose tables are up
 * to date: both pools are made after the migrations.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
@Import(OwnDatabase.class)
public class DatabaseConfiguration {
  @Bean
  DataSource dataSource(Database database, DatabaseProperties properties) {
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setUrl(database.jdbcUrl());
    plain.setUser(database.username());
    plain.setPassword(database.password());
    requireDurable(database);
    Migrations.run(plain);
    return Pools.blocking(database, properties.poolSize());
  }

  @Bean(destroyMethod = "dispose")
  ConnectionPool connectionFactory(
      Database database, DatabaseProperties properties, DataSource migrated) {
    return Pools.reactive(database, properties.poolSize());
  }

  @Bean
  @Primary
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  private static void requireDurable(Database database) {
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
      Durability.require(connection, Durability.EVERYWHERE);
    } catch (SQLException e) {
      throw new CannotStart(
          "The database cannot be reached (%s): %s".formatted(database, e.getMessage()),
          "Start it, or correct holdfast.database.url, .username and .password.",
          e);
    }
  }
}

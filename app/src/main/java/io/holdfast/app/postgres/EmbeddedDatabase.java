package io.holdfast.app.postgres;

import io.holdfast.app.database.Database;
import io.holdfast.app.database.DatabaseProperties;
import io.holdfast.app.start.DataFolder;
import io.holdfast.app.start.Secret;
import io.holdfast.app.start.Secrets;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The default: a PostgreSQL of ours in the data folder. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${holdfast.database.url:}'.isEmpty()")
public class EmbeddedDatabase {
  @Bean
  PostgresServer postgresServer(DataFolder data, Secrets secrets, DatabaseProperties properties) {
    return PostgresServer.start(
        data.path(),
        properties.binariesDir().toAbsolutePath().normalize(),
        secrets.file(Secret.DATABASE_PASSWORD));
  }

  @Bean
  Database database(PostgresServer server) {
    return server.database();
  }
}

package io.holdfast.app.postgres;

import io.holdfast.app.database.Database;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The default: a PostgreSQL of ours in the data folder. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${holdfast.database.url:}'.isEmpty()")
public class EmbeddedDatabase {
  @Bean
  PostgresServer postgresServer(EarlyPostgres.Starting starting) {
    return starting.take();
  }

  @Bean
  Database database(PostgresServer server) {
    return server.database();
  }
}

package io.holdfast.app.database;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A PostgreSQL that somebody else runs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${holdfast.database.url:}'.isEmpty()")
class OwnDatabase {
  @Bean
  Database database(DatabaseProperties properties) {
    return new Database(properties.url(), properties.username(), properties.password());
  }
}

package io.holdfast.app;

import io.holdfast.app.database.DatabaseConfiguration;
import io.holdfast.app.postgres.EmbeddedDatabase;
import io.holdfast.app.start.MainAccounts;
import io.holdfast.app.start.ReadyReport;
import io.holdfast.chain.ChainAdaptersConfiguration;
import io.holdfast.command.CommandSideConfiguration;
import io.holdfast.gateway.ApiGatewayConfiguration;
import io.holdfast.query.QuerySideConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The one runnable. It wires the modules, each through its one door; what they do is theirs. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  LedgerConfiguration.class,
  EmbeddedDatabase.class,
  DatabaseConfiguration.class,
  CommandSideConfiguration.class,
  QuerySideConfiguration.class,
  ChainAdaptersConfiguration.class,
  ApiGatewayConfiguration.class,
  MainAccounts.class,
  ReadyReport.class
})
public class HoldfastApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(HoldfastApplication.class, arguments);
  }
}

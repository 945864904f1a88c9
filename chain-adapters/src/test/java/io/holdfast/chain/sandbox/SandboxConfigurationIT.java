package io.holdfast.chain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestDatabase;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class SandboxConfigurationIT {
  private final DataSource database = TestDatabase.create("rail").dataSource();
  private final ApplicationContextRunner program =
      new ApplicationContextRunner()
          .withUserConfiguration(SandboxConfiguration.class)
          .withBean(DataSource.class, () -> database)
          .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database))
          .withBean(Clock.class, Clock::systemUTC);

  @Test
  void givesTheRailANodeWhereItIsOn() {
    program
        .withPropertyValues("holdfast.sandbox.enabled=true")
        .run(
            context -> {
              NodeEndpoint endpoint = context.getBean(NodeEndpoint.class);
              assertThat(new HttpBitcoinRpc(endpoint).chainInfo().headHeight()).isEqualTo(120);
              assertThat(context).hasSingleBean(SandboxCommands.class);
              assertThat(context).doesNotHaveBean(NoSandbox.class);
            });
  }

  @Test
  void isOffUnlessItIsAskedFor() {
    program.run(
        context -> {
          assertThat(context).hasSingleBean(NoSandbox.class);
          assertThat(context).doesNotHaveBean(NodeEndpoint.class);
          assertThat(context).doesNotHaveBean(SandboxCommands.class);
        });
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    program
        .withPropertyValues(
            "holdfast.sandbox.enabled=true", "holdfast.sandbox.auto-mine-seconds=-1")
        .run(context -> assertThat(context).hasFailed());
  }
}

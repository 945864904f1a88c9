package io.holdfast.chain.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.reconcile.ReconciliationConfiguration;
import io.holdfast.chain.run.RailLoop;
import io.holdfast.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The native Polkadot rail as the program wires it. */
class SubstrateConfigurationIT {
  @TempDir Path folder;

  private final DataSource source = TestDatabase.create("rail").dataSource();

  @Test
  void isOffUntilItIsSwitchedOn() {
    program().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RailLoop.class));
  }

  @Test
  void runsWithoutItsNodeAndKeepsItsAddresses() {
    String[] first = new String[1];
    switchedOn()
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(RailLoop.class);
              first[0] = addressOf(context.getBean(SubstrateRail.class));
            });
    switchedOn()
        .run(
            context ->
                assertThat(addressOf(context.getBean(SubstrateRail.class))).isEqualTo(first[0]));
    assertThat(first[0]).startsWith("1");
  }

  @Test
  void makesItsKeyOnceAndRefusesToStartWithoutItAfterwards() throws Exception {
    switchedOn().run(context -> assertThat(context).hasNotFailed());
    Files.delete(folder.resolve("key"));

    switchedOn()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("Bring it back from your copy"));
  }

  @Test
  void saysWhichSettingIsMissingOrWrong() {
    refuses("holdfast.rails.polkadot.url is not set", "holdfast.rails.polkadot.url=");
    refuses("start-height is not set", "holdfast.rails.polkadot.start-height=");
    refuses("power of two", "holdfast.rails.polkadot.era-blocks=63");
    refuses("at least credit-depth", "holdfast.rails.polkadot.credit-depth-blocks=2");
    refuses("genesisHash", "holdfast.rails.polkadot.genesis-hash=0x12");
    refuses("set url, or endpoints", "holdfast.rails.polkadot.endpoints[0].url=ws://127.0.0.1:2");
    refuses("agreement must be 1", "holdfast.rails.polkadot.endpoint-rules.agreement=2");
    refuses("ws:// or wss://", "holdfast.rails.polkadot.url=http://127.0.0.1:1");
  }

  @Test
  void asksSeveralEndpointsAndShowsNoneOfTheirCredentials() {
    switchedOn()
        .withPropertyValues(
            "holdfast.rails.polkadot.url=",
            "holdfast.rails.polkadot.endpoints[0].url=ws://127.0.0.1:1/not-to-be-shown",
            "holdfast.rails.polkadot.endpoints[1].url=ws://127.0.0.1:2",
            "holdfast.rails.polkadot.endpoints[1].token=not-to-be-shown")
        .run(
            context ->
                assertThat(context.getBean(RailEndpoints.class).states())
                    .hasSize(2)
                    .allSatisfy(
                        state -> assertThat(state.toString()).doesNotContain("not-to-be-shown")));
  }

  private void refuses(String reason, String setting) {
    switchedOn()
        .withPropertyValues(setting)
        .run(context -> assertThat(context).getFailure().hasStackTraceContaining(reason));
  }

  private static String addressOf(SubstrateRail rail) {
    return rail.depositAddress(new DepositRequestId("deposit-request:a"));
  }

  private ApplicationContextRunner switchedOn() {
    return program()
        .withPropertyValues(
            "holdfast.rails.polkadot.enabled=true",
            "holdfast.rails.polkadot.url=ws://127.0.0.1:1",
            "holdfast.rails.polkadot.start-height=1",
            "holdfast.rails.polkadot.key-file=" + folder.resolve("key"),
            "holdfast.rails.polkadot.key-passphrase-file=" + folder.resolve("passphrase"));
  }

  private ApplicationContextRunner program() {
    CommandGateway ledger =
        mock(CommandGateway.class, _ -> CompletableFuture.completedFuture(null));
    return new ApplicationContextRunner()
        .withUserConfiguration(SubstrateConfiguration.class, ReconciliationConfiguration.class)
        .withPropertyValues("holdfast.reconciliation.enabled=false")
        .withBean(DataSource.class, () -> source)
        .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source))
        .withBean(Clock.class, Clock::systemUTC)
        .withBean(Assets.class, () -> new Assets(List.of(new Asset("DOT", 10, SubstrateRail.ID))))
        .withBean(CommandGateway.class, () -> ledger);
  }
}

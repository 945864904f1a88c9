package io.holdfast.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.sandbox.SandboxCommands;
import io.holdfast.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The chain side as the program wires it: the sandbox, the rail on it, and Axon's command bus. */
class ChainAdaptersConfigurationIT {
  @TempDir Path folder;

  private final List<CommandMessage<?>> told = new CopyOnWriteArrayList<>();
  private final HikariDataSource source = pooled(TestDatabase.create("rail"));

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void tellsTheLedgerOfAPaymentInTheSandbox() {
    program()
        .withPropertyValues("holdfast.sandbox.enabled=true")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              SandboxCommands sandbox = context.getBean(SandboxCommands.class);
              String address =
                  context
                      .getBean(Rails.class)
                      .require("bitcoin")
                      .depositAddress(new DepositRequestId("deposit-request:a"));

              sandbox.handle(
                  new SandboxPay("bitcoin", List.of(new Output(address, "100000")), null));
              sandbox.handle(new SandboxMine("bitcoin", 1));

              await()
                  .atMost(Duration.ofSeconds(60))
                  .until(() -> payload(ReportPayment.class).stream().anyMatch(this::isMined));
              await().until(() -> isTold(RailState.FOLLOWING));
              assertThat(told.getLast().getMetaData())
                  .containsEntry(MetaKeys.ACTOR, "system:bitcoin")
                  .containsEntry(MetaKeys.RAIL, "bitcoin");
            });
  }

  @Test
  void runsThoughTheNodeIsDownAndSaysSo() {
    program()
        .withPropertyValues(
            "holdfast.rails.bitcoin.url=http://127.0.0.1:1",
            "holdfast.rails.bitcoin.username=u",
            "holdfast.rails.bitcoin.password=p")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              await().until(() -> isTold(RailState.UNREACHABLE));
              assertThat(payload(ApplyBlock.class)).isEmpty();
            });
  }

  @Test
  void makesItsKeyOnceAndRefusesToStartWithoutItAfterwards() throws Exception {
    program().withPropertyValues("holdfast.sandbox.enabled=true").run(context -> {});
    Files.delete(folder.resolve("key"));

    program()
        .withPropertyValues("holdfast.sandbox.enabled=true")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("is missing")
                    .hasMessageContaining("Bring it back from your copy"));
  }

  @Test
  void saysWhichPropertyIsMissing() {
    program()
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("holdfast.rails.bitcoin.url is not set"));
  }

  @Test
  void refusesAnAgreementThatTheEndpointsCannotReach() {
    program()
        .withPropertyValues(
            "holdfast.rails.bitcoin.endpoints[0].url=http://127.0.0.1:1",
            "holdfast.rails.bitcoin.endpoints[1].url=http://127.0.0.1:2",
            "holdfast.rails.bitcoin.endpoint-rules.agreement=3")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("agreement must be 1, or more than half"));
  }

  @Test
  void asksSeveralEndpointsAndShowsNoneOfTheirCredentials() {
    program()
        .withPropertyValues(
            "holdfast.rails.bitcoin.endpoints[0].url=http://127.0.0.1:1",
            "holdfast.rails.bitcoin.endpoints[0].username=holdfast",
            "holdfast.rails.bitcoin.endpoints[0].password=not-to-be-shown",
            "holdfast.rails.bitcoin.endpoints[1].url=http://127.0.0.1:2/not-to-be-shown")
        .run(
            context ->
                assertThat(context.getBean(RailEndpoints.class).states())
                    .hasSize(2)
                    .allSatisfy(
                        state -> assertThat(state.toString()).doesNotContain("not-to-be-shown")));
  }

  @Test
  void refusesAnAssetWhoseRailIsOff() {
    program()
        .withPropertyValues("holdfast.rails.bitcoin.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("Asset BTC is on rail bitcoin, which is not enabled."));
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    program()
        .withPropertyValues(
            "holdfast.sandbox.enabled=true",
            "holdfast.rails.bitcoin.credit-depth-blocks=7",
            "holdfast.rails.bitcoin.finality-depth-blocks=6")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("finality-depth-blocks must be at least"));
  }

  @Test
  void runsThePolkadotRailBesideBitcoinThoughNoneOfItsNodesAnswers() {
    program(new Asset("BTC", 8, "bitcoin"), new Asset("DOT", 18, "polkadot-evm"))
        .withPropertyValues(
            "holdfast.sandbox.enabled=true",
            "holdfast.rails.polkadot-evm.enabled=true",
            "holdfast.rails.polkadot-evm.endpoints[0].url=http://127.0.0.1:1/not-to-be-shown",
            "holdfast.rails.polkadot-evm.endpoints[1].url=http://127.0.0.1:2",
            "holdfast.rails.polkadot-evm.endpoints[1].token=not-to-be-shown",
            "holdfast.rails.polkadot-evm.endpoint-rules.retry-delay-millis=1",
            "holdfast.rails.polkadot-evm.chain-id=31337",
            "holdfast.rails.polkadot-evm.key-file=" + folder.resolve("evm-key"),
            "holdfast.rails.polkadot-evm.key-passphrase-file=" + folder.resolve("evm-passphrase"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              await().until(() -> isTold("polkadot-evm", RailState.UNREACHABLE));
              await().until(() -> isTold("bitcoin", RailState.FOLLOWING));
              assertThat(context.getBean("evmRailEndpoints", RailEndpoints.class).states())
                  .hasSize(2)
                  .allSatisfy(
                      state ->
                          assertThat(state.toString())
                              .contains("no connection to http://127.0.0.1:")
                              .doesNotContain("not-to-be-shown"));
              assertThatThrownBy(
                      () ->
                          context
                              .getBean(Rails.class)
                              .require("polkadot-evm")
                              .depositAddress(new DepositRequestId("deposit-request:a")))
                  .isInstanceOfSatisfying(
                      Rejection.class,
                      refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RAIL_UNAVAILABLE));
            });
  }

  @Test
  void saysWhichContractIsNoAddress() {
    program()
        .withPropertyValues(
            "holdfast.sandbox.enabled=true",
            "holdfast.rails.polkadot-evm.enabled=true",
            "holdfast.rails.polkadot-evm.url=http://127.0.0.1:1",
            "holdfast.rails.polkadot-evm.chain-id=31337",
            "holdfast.rails.polkadot-evm.key-file=" + folder.resolve("evm-key"),
            "holdfast.rails.polkadot-evm.key-passphrase-file=" + folder.resolve("evm-passphrase"),
            "holdfast.rails.polkadot-evm.deposit-contract=0x12")
        .run(
            context ->
                assertThat(context).getFailure().rootCause().hasMessageContaining("no address"));
  }

  private ApplicationContextRunner program() {
    return program(new Asset("BTC", 8, "bitcoin"));
  }

  private ApplicationContextRunner program(Asset... assets) {
    return new ApplicationContextRunner()
        .withUserConfiguration(ChainAdaptersConfiguration.class)
        .withPropertyValues(
            "holdfast.reconciliation.enabled=false",
            "holdfast.rails.bitcoin.poll-interval-millis=50",
            "holdfast.rails.bitcoin.key-file=" + folder.resolve("key"),
            "holdfast.rails.bitcoin.key-passphrase-file=" + folder.resolve("passphrase"))
        .withBean(DataSource.class, () -> source, bean -> bean.setDestroyMethodName(""))
        .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source))
        .withBean(Clock.class, Clock::systemUTC)
        .withBean(Assets.class, () -> new Assets(List.of(assets)))
        .withBean(CommandGateway.class, this::gateway);
  }

  /** A bus whose only handler remembers, and refuses what it is asked to refuse. */
  private CommandGateway gateway() {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    for (Class<?> command :
        List.of(ReportPayment.class, ApplyBlock.class, ChangeRailState.class, ParkFailure.class)) {
      bus.subscribe(command.getName(), this::take);
    }
    bus.subscribe(
        io.holdfast.api.deposit.CountConfirmations.class.getName(),
        _ -> {
          throw new Rejection(ErrorCode.NOT_FOUND, "refused by the test");
        });
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  private Object take(CommandMessage<?> message) {
    told.add(message);
    return message.getPayload();
  }

  private <T> List<T> payload(Class<T> type) {
    return told.stream()
        .map(CommandMessage::getPayload)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private boolean isMined(ReportPayment report) {
    return report.block() != null;
  }

  private boolean isTold(String rail, RailState state) {
    return payload(ChangeRailState.class).stream()
        .anyMatch(change -> change.rail().equals(rail) && change.state() == state);
  }

  private boolean isTold(RailState state) {
    return payload(ChangeRailState.class).stream().anyMatch(change -> change.state() == state);
  }

  private static HikariDataSource pooled(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(6);
    return new HikariDataSource(config);
  }
}

package io.holdfast.chain.stellar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.chain.ChainAdaptersConfiguration;
import io.holdfast.chain.sandbox.SandboxCommands;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
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

/** The Stellar rail as the program wires it. */
class StellarConfigurationIT {
  private static final String USDC = "USDC:" + StrKey.encode(issuer());

  @TempDir Path folder;

  private final List<CommandMessage<?>> told = new CopyOnWriteArrayList<>();
  private final HikariDataSource source = pooled(TestDatabase.create("rail"));

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void tellsTheLedgerOfPaymentsInTheSandboxWhoseLedgersCloseByThemselves() {
    sandbox()
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              SandboxCommands sandbox = context.getBean(SandboxCommands.class);
              String address = address(context.getBean(Rails.class), "a");

              sandbox.handle(pay(address, "25000000", null));
              sandbox.handle(pay(address, "7", "USDC"));

              await()
                  .untilAsserted(
                      () ->
                          assertThat(reported("stellar"))
                              .extracting(
                                  report ->
                                      report.amount().digits()
                                          + " "
                                          + report.amount().asset().code())
                              .containsExactlyInAnyOrder("25000000 XLM", "7 USDC"));
              await().until(() -> isTold("stellar", RailState.FOLLOWING));
              await().until(() -> isTold("bitcoin", RailState.FOLLOWING));
            });
  }

  @Test
  void followsTheSameNetworkAfterARestart() {
    sandbox()
        .run(
            context -> {
              SandboxCommands sandbox = context.getBean(SandboxCommands.class);
              sandbox.handle(new SandboxMine("stellar", 3));
              await().until(() -> isTold("stellar", RailState.FOLLOWING));
            });
    told.clear();
    sandbox()
        .run(
            context -> {
              SandboxCommands sandbox = context.getBean(SandboxCommands.class);
              String address = address(context.getBean(Rails.class), "b");
              sandbox.handle(pay(address, "5", null));

              await().until(() -> reported("stellar").size() == 1);
              assertThat(isTold("stellar", RailState.FROZEN)).isFalse();
            });
  }

  @Test
  void refusesInTheSandboxWhatStellarHasNot() {
    sandbox()
        .run(
            context -> {
              SandboxCommands sandbox = context.getBean(SandboxCommands.class);
              String address = address(context.getBean(Rails.class), "c");
              refuses(
                  ErrorCode.WRONG_STATE,
                  () -> sandbox.handle(new SandboxReorganise("stellar", 1, false)));
              refuses(ErrorCode.UNKNOWN_ASSET, () -> sandbox.handle(pay(address, "5", "BTC")));
              refuses(ErrorCode.ADDRESS_MALFORMED, () -> sandbox.handle(pay("nowhere", "5", null)));
              refuses(
                  ErrorCode.MALFORMED_REQUEST,
                  () ->
                      sandbox.handle(
                          new SandboxPay(
                              "stellar",
                              List.of(new Output(address, "1"), new Output(address, "1")),
                              null)));
              refuses(
                  ErrorCode.INSUFFICIENT_FUNDS,
                  () -> sandbox.handle(pay(address, "1" + "0".repeat(30), null)));
            });
  }

  @Test
  void isOffUnlessItIsSwitchedOn() {
    program().run(context -> assertThat(context).doesNotHaveBean(StellarRail.class));
  }

  @Test
  void saysWhichPropertyIsMissing() {
    program()
        .withPropertyValues(
            "holdfast.sandbox.enabled=false",
            "holdfast.rails.bitcoin.enabled=false",
            "holdfast.rails.stellar.enabled=true",
            "holdfast.rails.stellar.tokens.XLM=native")
        .withBean(
            "onlyStellar",
            Assets.class,
            () -> new Assets(List.of(new Asset("XLM", 7, "stellar"))),
            bean -> bean.setPrimary(true))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("holdfast.rails.stellar.url is not set"));
  }

  @Test
  void saysWhichAssetItDoesNotKnowHowToFind() {
    program()
        .withPropertyValues(
            "holdfast.rails.stellar.enabled=true", "holdfast.rails.stellar.tokens.XLM=native")
        .withBean(
            "more",
            Assets.class,
            () ->
                new Assets(
                    List.of(new Asset("BTC", 8, "bitcoin"), new Asset("EURC", 7, "stellar"))),
            bean -> bean.setPrimary(true))
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("holdfast.rails.stellar.tokens.EURC"));
  }

  @Test
  void refusesATokenThatIsNone() {
    sandbox()
        .withPropertyValues("holdfast.rails.stellar.tokens.USDC=USDC:somebody")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("holdfast.rails.stellar.tokens.USDC must be native"));
  }

  @Test
  void refusesToMakeWhatIsNoTokenOfTheRail() {
    for (String wrong : new String[] {"XLM", "EURC"}) {
      sandbox()
          .withPropertyValues("holdfast.rails.stellar.mintable=" + wrong)
          .run(
              context ->
                  assertThat(context)
                      .getFailure()
                      .hasStackTraceContaining(
                          "holdfast.rails.stellar.mintable: " + wrong + " is no token"));
    }
  }

  @Test
  void refusesAPassphraseWithoutACustomNetwork() {
    sandbox()
        .withPropertyValues("holdfast.rails.stellar.passphrase=mine")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("set passphrase with network custom"));
  }

  private static ScAddress.Account issuer() {
    return ((ClassicAsset.Issued) Genesis.USDC).issuer();
  }

  private static void refuses(ErrorCode code, Runnable command) {
    assertThatThrownBy(command::run)
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.code()).isEqualTo(code));
  }

  private static SandboxPay pay(String address, String amount, String asset) {
    return new SandboxPay("stellar", List.of(new Output(address, amount, asset)), null);
  }

  private static String address(Rails rails, String name) {
    return rails.require("stellar").depositAddress(new DepositRequestId("deposit-request:" + name));
  }

  private ApplicationContextRunner sandbox() {
    return program()
        .withBean(
            "allAssets",
            Assets.class,
            StellarConfigurationIT::withStellar,
            bean -> bean.setPrimary(true))
        .withPropertyValues(
            "holdfast.rails.stellar.enabled=true",
            "holdfast.rails.stellar.tokens.XLM=native",
            "holdfast.rails.stellar.tokens.USDC=" + USDC);
  }

  private ApplicationContextRunner program() {
    return new ApplicationContextRunner()
        .withUserConfiguration(ChainAdaptersConfiguration.class)
        .withPropertyValues(
            "holdfast.sandbox.enabled=true",
            "holdfast.reconciliation.enabled=false",
            "holdfast.rails.bitcoin.poll-interval-millis=50",
            "holdfast.rails.bitcoin.key-file=" + folder.resolve("key"),
            "holdfast.rails.bitcoin.key-passphrase-file=" + folder.resolve("passphrase"),
            "holdfast.rails.stellar.poll-interval-millis=50",
            "holdfast.rails.stellar.key-file=" + folder.resolve("stellar-key"),
            "holdfast.rails.stellar.key-passphrase-file=" + folder.resolve("stellar-passphrase"))
        .withBean(DataSource.class, () -> source, bean -> bean.setDestroyMethodName(""))
        .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(source))
        .withBean(Clock.class, Clock::systemUTC)
        .withBean("assets", Assets.class, StellarConfigurationIT::assets)
        .withBean(CommandGateway.class, this::gateway);
  }

  private static Assets assets() {
    return new Assets(List.of(new Asset("BTC", 8, "bitcoin")));
  }

  private static Assets withStellar() {
    return new Assets(
        List.of(
            new Asset("BTC", 8, "bitcoin"),
            new Asset("XLM", 7, "stellar"),
            new Asset("USDC", 7, "stellar")));
  }

  private CommandGateway gateway() {
    SimpleCommandBus bus = SimpleCommandBus.builder().build();
    for (Class<? extends Command> command :
        List.of(
            ReportPayment.class,
            CountConfirmations.class,
            ApplyBlock.class,
            ChangeRailState.class)) {
      bus.subscribe(
          command.getName(),
          message -> {
            told.add(message);
            return message.getPayload();
          });
    }
    return DefaultCommandGateway.builder().commandBus(bus).build();
  }

  private List<ReportPayment> reported(String rail) {
    return told.stream()
        .map(CommandMessage::getPayload)
        .filter(ReportPayment.class::isInstance)
        .map(ReportPayment.class::cast)
        .filter(report -> report.rail().equals(rail))
        .toList();
  }

  private boolean isTold(String rail, RailState state) {
    return told.stream()
        .map(CommandMessage::getPayload)
        .anyMatch(
            command ->
                command instanceof ChangeRailState change
                    && change.rail().equals(rail)
                    && change.state() == state);
  }

  private static HikariDataSource pooled(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database.dataSource());
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }
}

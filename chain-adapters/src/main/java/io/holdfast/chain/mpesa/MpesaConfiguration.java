package io.holdfast.chain.mpesa;

import io.holdfast.api.money.Assets;
import io.holdfast.api.user.OpensSealed;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.mpesa.daraja.Daraja;
import io.holdfast.chain.mpesa.daraja.HttpDaraja;
import io.holdfast.chain.mpesa.sandbox.DarajaSandbox;
import io.holdfast.chain.parked.ParkedRetries;
import io.holdfast.chain.parked.ParkedStore;
import io.holdfast.chain.payout.Pauses;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import io.holdfast.chain.run.RailStates;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The M-Pesa rail, where {@code holdfast.rails.mpesa.enabled} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holdfast.rails.mpesa.enabled", havingValue = "true")
@EnableConfigurationProperties(MpesaSettings.class)
public class MpesaConfiguration {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration SANDBOX_ANSWERS_AFTER = Duration.ofSeconds(1);
  private static final List<String> THIS_MACHINE = List.of("127.0.0.1", "::1");
  private static final int SECRET_BYTES = 32;

  @Bean
  MpesaRail mpesaRail() {
    return new MpesaRail();
  }

  @Bean
  MobilePaymentQueries mobilePaymentQueries(DataSource source) {
    return new MobilePaymentQueries(JdbcClient.create(source));
  }

  @Bean
  MobilePaymentStore mobilePaymentStore(
      DataSource source, PlatformTransactionManager transactions) {
    return new MobilePaymentStore(JdbcClient.create(source), new TransactionTemplate(transactions));
  }

  @Bean
  Pulse mpesaPulse() {
    return new Pulse();
  }

  @Bean
  MobilePaymentProjection mobilePaymentProjection(DataSource source, Pulse mpesaPulse) {
    return new MobilePaymentProjection(JdbcClient.create(source), mpesaPulse::wake);
  }

  /** In the sandbox M-Pesa is simulated, whatever is configured. */
  @Bean
  Daraja daraja(MpesaSettings settings, ObjectProvider<DarajaSandbox> sandbox, Clock clock) {
    DarajaSandbox simulated = sandbox.getIfAvailable();
    return new HttpDaraja(
        simulated == null ? requireComplete(settings).account() : simulated.account(), clock);
  }

  private static MpesaSettings requireComplete(MpesaSettings settings) {
    if (!settings.isComplete()) {
      throw new IllegalStateException(
          "holdfast.rails.mpesa needs url, consumer-key, consumer-secret, passkey, short-code,"
              + " callback-url and callback-secret where the sandbox is off; see"
              + " docs/guides/mpesa.md");
    }
    return settings;
  }

  /** The simulated M-Pesa finds our doors on this machine, at the port that they were given. */
  @Bean
  CallbackAddress callbackAddress(
      MpesaSettings settings, ObjectProvider<DarajaSandbox> sandbox, Environment environment) {
    if (sandbox.getIfAvailable() == null) {
      requireComplete(settings);
      URI door = Objects.requireNonNull(settings.callbackUrl());
      return new CallbackAddress(() -> door, Objects.requireNonNull(settings.callbackSecret()));
    }
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new CallbackAddress(
        () ->
            URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")),
        HexFormat.of().formatHex(secret));
  }

  @Bean
  CallbackDesk callbackDesk(
      CallbackAddress address,
      MpesaSettings settings,
      ObjectProvider<DarajaSandbox> sandbox,
      MobilePaymentStore store,
      Pulse mpesaPulse,
      Clock clock) {
    return new CallbackDesk(
        address,
        new AddressList(
            sandbox.getIfAvailable() == null ? settings.callbackAddresses() : THIS_MACHINE),
        store,
        mpesaPulse::wake,
        clock);
  }

  @Bean
  RailLoop mpesaLoop(
      MpesaSettings settings,
      Daraja daraja,
      MobilePaymentStore store,
      CallbackAddress address,
      OpensSealed sealed,
      CommandGateway commands,
      Assets assets,
      Pulse mpesaPulse,
      Clock clock,
      DataSource source) {
    JdbcClient db = JdbcClient.create(source);
    Reporter reporter =
        new Reporter(
            new AxonLedger(commands), new ParkingLot(db, MpesaRail.ID, clock), MpesaRail.ID);
    MobilePaymentWorker worker =
        new MobilePaymentWorker(
            daraja,
            store,
            reporter,
            sealed,
            address,
            assets,
            settings.lookPlan(),
            settings.pushesPerHour(),
            clock);
    RailStates states = new RailStates(reporter, MpesaRail.ID, new Pauses(db));
    ParkedRetries parked = new ParkedRetries(MpesaRail.ID, new ParkedStore(db), reporter, clock, 1);
    return new RailLoop(
        MpesaRail.ID,
        parked.before(new MpesaWork(worker, daraja, store, states, clock)),
        mpesaPulse,
        POLL,
        source);
  }

  /** The simulated M-Pesa. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "holdfast.sandbox.enabled", havingValue = "true")
  static class Simulated {
    @Bean(destroyMethod = "close")
    DarajaSandbox darajaSandbox(MpesaSettings settings, Clock clock) {
      return new DarajaSandbox(
          clock, new SecureRandom(), SANDBOX_ANSWERS_AFTER, settings.readTimeout());
    }
  }
}

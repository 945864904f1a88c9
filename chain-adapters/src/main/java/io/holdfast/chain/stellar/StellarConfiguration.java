package io.holdfast.chain.stellar;

import io.holdfast.api.money.Assets;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.AllOwnFacts;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Reconciliation;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import io.holdfast.chain.sandbox.SandboxProperties;
import io.holdfast.chain.sandbox.SandboxRail;
import io.holdfast.chain.stellar.rpc.HttpStellarRpc;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.sandbox.LedgerCloser;
import io.holdfast.chain.stellar.sandbox.StellarSandbox;
import io.holdfast.chain.stellar.sandbox.StellarSandboxRail;
import io.holdfast.chain.stellar.xdr.Network;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The Stellar rail, where {@code holdfast.rails.stellar.enabled} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holdfast.rails.stellar.enabled", havingValue = "true")
@EnableConfigurationProperties(StellarSettings.class)
public class StellarConfiguration {
  private static final Duration SANDBOX_SILENCE = Duration.ofDays(7);

  /** In the sandbox the network is the simulated one, whatever is configured. */
  @Bean
  StellarRailFactory stellarRailFactory(
      StellarSettings settings,
      SandboxProperties sandbox,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    Network network = sandbox.enabled() ? Genesis.NETWORK : settings.stellarNetwork();
    return new StellarRailFactory(settings, network, source, transactions, clock);
  }

  @Bean
  StellarRail stellarRail(StellarRailFactory factory, Reconciliation reconciliation) {
    return factory.rail(reconciliation.isEnabled());
  }

  /** Where this rail is on: its seed makes the key by which the server signs challenges. */
  @Bean
  WalletProof stellarProof(StellarRailFactory factory) {
    return factory.proof();
  }

  /** The node of the sandbox where there is one, else those that are configured. */
  @Bean
  Endpoints<StellarRpc> stellarEndpoints(
      ObjectProvider<StellarSandbox> sandbox,
      StellarRailFactory factory,
      StellarSettings settings,
      Clock clock) {
    StellarSandbox simulated = sandbox.getIfAvailable();
    return Endpoints.of(
        simulated == null ? settings.allEndpoints() : List.of(simulated.endpoint()),
        NodeEndpoint::name,
        HttpStellarRpc::new,
        factory.admission(),
        settings.endpointRules(),
        clock);
  }

  @Bean
  BalanceSource stellarBalances(
      StellarRailFactory factory, Endpoints<StellarRpc> stellarEndpoints) {
    return factory.balances(stellarEndpoints);
  }

  @Bean
  RailEndpoints stellarRailEndpoints(Endpoints<StellarRpc> stellarEndpoints) {
    return new RailEndpoints(StellarRail.ID, stellarEndpoints);
  }

  @Bean
  AllOwnFacts stellarOwnFacts(StellarRailFactory factory, Assets assets) {
    return new AllOwnFacts(factory.ownFacts(assets));
  }

  @Bean
  Pulse stellarPulse() {
    return new Pulse();
  }

  @Bean
  PayoutProjection stellarPayoutProjection(StellarRailFactory factory, Pulse stellarPulse) {
    return factory.projection(stellarPulse);
  }

  /** The simulated network closes ledgers when there is something for them: it may be silent. */
  @Bean
  RailLoop stellarLoop(
      StellarRailFactory factory,
      StellarSettings settings,
      SandboxProperties sandbox,
      Endpoints<StellarRpc> stellarEndpoints,
      CommandGateway commands,
      Assets assets,
      Pulse stellarPulse,
      Reconciliation reconciliation,
      DataSource source) {
    Duration stalledAfter = sandbox.enabled() ? SANDBOX_SILENCE : settings.stalledAfter();
    AxonLedger ledger = new AxonLedger(commands);
    return new RailLoop(
        StellarRail.ID,
        reconciliation.beside(
            factory.work(stellarEndpoints, ledger, assets, stalledAfter),
            factory.compared(stellarEndpoints, ledger, assets),
            stellarPulse),
        stellarPulse,
        settings.pollInterval(),
        source);
  }

  /** The simulated network. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "holdfast.sandbox.enabled", havingValue = "true")
  static class Simulated {
    @Bean(destroyMethod = "close")
    StellarSandbox stellarSandbox(
        StellarRailFactory factory,
        DataSource source,
        PlatformTransactionManager transactions,
        Clock clock) {
      return StellarSandbox.open(
          source, transactions, new Genesis(factory.custody()), clock, new SecureRandom());
    }

    @Bean(destroyMethod = "close")
    LedgerCloser stellarCloser(StellarSandbox sandbox, SandboxProperties properties) {
      return new LedgerCloser(sandbox, properties.autoMineSeconds());
    }

    @Bean
    SandboxRail stellarSandboxRail(
        StellarRailFactory factory, StellarSandbox sandbox, LedgerCloser closer, Assets assets) {
      return new StellarSandboxRail(StellarRail.ID, sandbox, closer, factory.tokens(), assets);
    }
  }
}

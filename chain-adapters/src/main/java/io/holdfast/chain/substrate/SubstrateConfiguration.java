package io.holdfast.chain.substrate;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.AllOwnFacts;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Reconciliation;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import io.holdfast.chain.substrate.rpc.SocketEndpoint;
import io.holdfast.chain.substrate.rpc.SocketSubstrateRpc;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The native Polkadot rail, where {@code holdfast.rails.polkadot.enabled} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("holdfast.rails.polkadot.enabled")
@EnableConfigurationProperties(SubstrateSettings.class)
public class SubstrateConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SubstrateConfiguration.class);

  @Bean
  SubstrateRailFactory substrateRailFactory(
      SubstrateSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new SubstrateRailFactory(settings, source, transactions, clock);
  }

  @Bean
  SubstrateRail substrateRail(SubstrateRailFactory factory, Reconciliation reconciliation) {
    LOG.info("rail {}: the treasury is {}", SubstrateRail.ID, factory.treasury());
    return factory.rail(reconciliation.isEnabled());
  }

  @Bean
  AllOwnFacts substrateOwnFacts(SubstrateRailFactory factory, Assets assets) {
    return new AllOwnFacts(List.of(factory.ownFacts(nativeAsset(assets))));
  }

  @Bean
  Pulse substratePulse() {
    return new Pulse();
  }

  @Bean
  Endpoints<SubstrateRpc> substrateEndpoints(
      SubstrateRailFactory factory, SubstrateSettings settings, Pulse substratePulse, Clock clock) {
    return Endpoints.of(
        settings.allEndpoints(),
        SocketEndpoint::name,
        node -> new SocketSubstrateRpc(node, substratePulse::wake),
        factory.admission(),
        settings.endpointRules(),
        clock);
  }

  @Bean
  BalanceSource substrateBalances(
      SubstrateRailFactory factory, Endpoints<SubstrateRpc> substrateEndpoints, Assets assets) {
    return factory.balances(substrateEndpoints, nativeAsset(assets));
  }

  @Bean
  RailEndpoints substrateRailEndpoints(Endpoints<SubstrateRpc> substrateEndpoints) {
    return new RailEndpoints(SubstrateRail.ID, substrateEndpoints);
  }

  @Bean
  PayoutProjection substratePayoutProjection(SubstrateRailFactory factory, Pulse substratePulse) {
    return factory.projection(substratePulse);
  }

  @Bean
  RailLoop substrateLoop(
      SubstrateRailFactory factory,
      SubstrateSettings settings,
      Endpoints<SubstrateRpc> substrateEndpoints,
      CommandGateway commands,
      Assets assets,
      Pulse substratePulse,
      Reconciliation reconciliation,
      DataSource source) {
    AxonLedger ledger = new AxonLedger(commands);
    Asset asset = nativeAsset(assets);
    return new RailLoop(
        SubstrateRail.ID,
        reconciliation.beside(
            factory.work(substrateEndpoints, ledger, assets, asset),
            List.of(factory.compared(substrateEndpoints, ledger, assets, asset)),
            substratePulse),
        substratePulse,
        settings.pollInterval(),
        source);
  }

  /**
   * @throws IllegalStateException when it is not exactly one
   */
  private static Asset nativeAsset(Assets assets) {
    List<Asset> ours =
        assets.all().stream().filter(asset -> asset.rail().equals(SubstrateRail.ID)).toList();
    if (ours.size() != 1) {
      throw new IllegalStateException(
          "The polkadot rail needs exactly one asset, the chain's own: see holdfast.assets.");
    }
    return ours.getFirst();
  }
}

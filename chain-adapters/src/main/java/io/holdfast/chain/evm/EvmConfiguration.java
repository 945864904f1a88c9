package io.holdfast.chain.evm;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.evm.escrow.EscrowCommands;
import io.holdfast.chain.evm.escrow.EscrowProjection;
import io.holdfast.chain.evm.escrow.EscrowQueries;
import io.holdfast.chain.evm.oracle.RecordProjection;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.rpc.HttpEvmRpc;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.AllOwnFacts;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.reconcile.Reconciliation;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The rail of Polkadot's contracts, where {@code holdfast.rails.polkadot-evm.enabled} is true. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holdfast.rails.polkadot-evm.enabled")
@EnableConfigurationProperties(EvmSettings.class)
public class EvmConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(EvmConfiguration.class);

  /** The scale of every EVM chain's native asset. */
  private static final int WEI = 18;

  @Bean
  EvmRailFactory evmRailFactory(
      EvmSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new EvmRailFactory(settings, source, transactions, clock);
  }

  @Bean
  EvmRail evmRail(EvmRailFactory factory, Reconciliation reconciliation) {
    LOG.info(
        "rail {}: the treasury is {}, the oracle is {}",
        EvmRail.ID,
        factory.treasury(),
        factory.oracle());
    return factory.rail(reconciliation.isEnabled());
  }

  @Bean
  Endpoints<EvmRpc> evmEndpoints(EvmRailFactory factory, EvmSettings settings, Clock clock) {
    return Endpoints.of(
        settings.allEndpoints(),
        NodeEndpoint::name,
        HttpEvmRpc::new,
        factory.admission(),
        settings.endpointRules(),
        clock);
  }

  @Bean
  RailEndpoints evmRailEndpoints(Endpoints<EvmRpc> evmEndpoints) {
    return new RailEndpoints(EvmRail.ID, evmEndpoints);
  }

  @Bean
  AllOwnFacts evmOwnFacts(EvmRailFactory factory, Assets assets) {
    return new AllOwnFacts(List.of(factory.ownFacts(asset(assets))));
  }

  @Bean
  BalanceSource evmBalances(EvmRailFactory factory, Endpoints<EvmRpc> evmEndpoints, Assets assets) {
    return factory.balances(evmEndpoints, asset(assets));
  }

  @Bean
  Pulse evmPulse() {
    return new Pulse();
  }

  @Bean
  PayoutProjection evmPayoutProjection(EvmRailFactory factory, Pulse evmPulse) {
    return factory.projection(evmPulse);
  }

  @Bean
  EscrowProjection evmEscrowProjection(EvmRailFactory factory, Assets assets, Pulse evmPulse) {
    return factory.escrowProjection(evmPulse, asset(assets));
  }

  /** In the log's order and from its start: orders and wallets are known before they are needed. */
  @Bean
  ConfigurerModule evmEscrowProcessor() {
    return fromTheStart(EscrowProjection.GROUP);
  }

  private static ConfigurerModule fromTheStart(String group) {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                group,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(group, _ -> PropagatingErrorHandler.instance());
  }

  /** Where certain payments by mobile money are recorded in the escrow contract. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "holdfast.rails.polkadot-evm.oracle.enabled")
  static class Oracle {
    @Bean
    RecordProjection evmRecordProjection(EvmRailFactory factory, Pulse evmPulse) {
      return factory.recordProjection(evmPulse);
    }

    @Bean
    ConfigurerModule evmRecordProcessor() {
      return fromTheStart(RecordProjection.GROUP);
    }
  }

  @Bean
  EscrowCommands evmEscrowCommands(
      EvmRailFactory factory,
      Endpoints<EvmRpc> evmEndpoints,
      CommandGateway commands,
      Assets assets) {
    return factory.escrowCommands(evmEndpoints, new AxonLedger(commands), asset(assets));
  }

  @Bean
  EscrowQueries evmEscrowQueries(EvmRailFactory factory) {
    return factory.escrowQueries();
  }

  @Bean
  RailLoop evmLoop(
      EvmRailFactory factory,
      EvmSettings settings,
      Endpoints<EvmRpc> evmEndpoints,
      CommandGateway commands,
      Assets assets,
      Pulse evmPulse,
      Reconciliation reconciliation,
      DataSource source) {
    AxonLedger ledger = new AxonLedger(commands);
    Asset asset = asset(assets);
    return new RailLoop(
        EvmRail.ID,
        reconciliation.beside(
            factory.work(evmEndpoints, ledger, assets, asset),
            List.of(factory.compared(evmEndpoints, ledger, assets, asset)),
            evmPulse),
        evmPulse,
        settings.pollInterval(),
        source);
  }

  private static Asset asset(Assets assets) {
    return assets.all().stream()
        .filter(asset -> asset.rail().equals(EvmRail.ID) && asset.scale() == WEI)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The polkadot-evm rail needs an asset of scale 18 on it: see holdfast.assets."));
  }
}

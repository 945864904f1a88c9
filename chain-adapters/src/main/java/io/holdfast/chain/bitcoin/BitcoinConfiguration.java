package io.holdfast.chain.bitcoin;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.bitcoin.block.BitcoinNode;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.ledger.Ledger;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.port.OwnFacts;
import io.holdfast.chain.reconcile.AxonBooks;
import io.holdfast.chain.reconcile.ReconciliationSettings;
import io.holdfast.chain.reconcile.ReconcilingWork;
import io.holdfast.chain.reconcile.Wishes;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The Bitcoin rail, unless {@code holdfast.rails.bitcoin.enabled} is false. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "holdfast.rails.bitcoin.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BitcoinSettings.class)
public class BitcoinConfiguration {
  @Bean
  BitcoinRailFactory bitcoinRailFactory(
      BitcoinSettings settings,
      DataSource source,
      PlatformTransactionManager transactions,
      Clock clock) {
    return new BitcoinRailFactory(settings, source, transactions, clock);
  }

  @Bean
  BitcoinRail bitcoinRail(BitcoinRailFactory factory, ReconciliationSettings reconciliation) {
    return factory.rail(reconciliation.enabled());
  }

  /** The node of the sandbox where there is one, else those that are configured. */
  @Bean
  Endpoints<BitcoinRpc> bitcoinEndpoints(
      ObjectProvider<NodeEndpoint> sandbox, BitcoinSettings settings, Clock clock) {
    return Endpoints.of(
        nodes(sandbox, settings),
        NodeEndpoint::name,
        HttpBitcoinRpc::new,
        node -> BitcoinNode.look(node, settings.network()).refusal(),
        settings.endpointRules(),
        clock);
  }

  @Bean
  RailEndpoints bitcoinRailEndpoints(Endpoints<BitcoinRpc> bitcoinEndpoints) {
    return new RailEndpoints(BitcoinRail.ID, bitcoinEndpoints);
  }

  @Bean
  BitcoinRpc bitcoinRpc(Endpoints<BitcoinRpc> bitcoinEndpoints) {
    return bitcoinEndpoints.asOne(BitcoinRpc.class);
  }

  @Bean
  OwnFacts bitcoinOwnFacts(BitcoinRailFactory factory, Assets assets) {
    return factory.ownFacts(asset(assets));
  }

  @Bean
  Pulse bitcoinPulse() {
    return new Pulse();
  }

  @Bean
  PayoutProjection bitcoinPayoutProjection(BitcoinRailFactory factory, Pulse bitcoinPulse) {
    return factory.projection(bitcoinPulse);
  }

  @Bean
  RailLoop bitcoinLoop(
      BitcoinRailFactory factory,
      BitcoinSettings settings,
      BitcoinRpc node,
      Endpoints<BitcoinRpc> bitcoinEndpoints,
      CommandGateway commands,
      Assets assets,
      Pulse bitcoinPulse,
      DataSource source,
      BitcoinReconciling reconciling) {
    AxonLedger ledger = new AxonLedger(commands);
    Asset asset = asset(assets);
    return new RailLoop(
        BitcoinRail.ID,
        reconciling.beside(
            factory.work(node, chain(bitcoinEndpoints, settings), ledger, asset), ledger, asset),
        bitcoinPulse,
        settings.pollInterval(),
        source);
  }

  /** The nodes are asked past what spreads the rail's questions: a scan binds one for minutes. */
  @Bean
  BitcoinReconciling bitcoinReconciling(
      BitcoinRailFactory factory,
      BitcoinSettings bitcoin,
      ReconciliationSettings settings,
      ObjectProvider<NodeEndpoint> sandbox,
      ObjectProvider<QueryGateway> queries,
      Endpoints<BitcoinRpc> bitcoinEndpoints,
      Wishes wishes,
      Pulse bitcoinPulse) {
    return (work, ledger, asset) ->
        settings.enabled()
            ? new ReconcilingWork(
                work,
                List.of(
                    factory.reconciler(
                        patient(sandbox, bitcoin, settings),
                        chain(bitcoinEndpoints, bitcoin),
                        ledger,
                        new AxonBooks(queries.getObject(), asset),
                        asset,
                        wishes,
                        settings.interval(),
                        bitcoinPulse::aside)))
            : work;
  }

  private static ChainSource<Block> chain(
      Endpoints<BitcoinRpc> endpoints, BitcoinSettings settings) {
    return endpoints.chain(
        BitcoinRpc.class, node -> () -> BitcoinNode.look(node, settings.network()));
  }

  /** Each node by itself, listened to for as long as a scan takes. */
  private static List<BitcoinRpc> patient(
      ObjectProvider<NodeEndpoint> sandbox,
      BitcoinSettings bitcoin,
      ReconciliationSettings settings) {
    return nodes(sandbox, bitcoin).stream()
        .<BitcoinRpc>map(node -> new HttpBitcoinRpc(node.listeningFor(settings.patience())))
        .toList();
  }

  /** Adds comparing to the rail's work, where it is wanted. */
  @FunctionalInterface
  interface BitcoinReconciling {
    RailWork beside(RailWork work, Ledger ledger, Asset asset);
  }

  private static List<NodeEndpoint> nodes(
      ObjectProvider<NodeEndpoint> sandbox, BitcoinSettings settings) {
    NodeEndpoint played = sandbox.getIfAvailable();
    return played == null ? settings.allEndpoints() : List.of(played);
  }

  private static Asset asset(Assets assets) {
    return assets.all().stream()
        .filter(asset -> asset.rail().equals(BitcoinRail.ID) && asset.scale() == 8)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The bitcoin rail needs an asset of scale 8 on it: see holdfast.assets."));
  }
}

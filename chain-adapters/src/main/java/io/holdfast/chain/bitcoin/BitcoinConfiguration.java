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
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.port.AllOwnFacts;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.reconcile.Reconciliation;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
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
  BitcoinRail bitcoinRail(BitcoinRailFactory factory, Reconciliation reconciliation) {
    return factory.rail(reconciliation.isEnabled());
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
  AllOwnFacts bitcoinOwnFacts(BitcoinRailFactory factory, Assets assets) {
    return new AllOwnFacts(List.of(factory.ownFacts(asset(assets))));
  }

  @Bean
  Pulse bitcoinPulse() {
    return new Pulse();
  }

  @Bean
  PayoutProjection bitcoinPayoutProjection(BitcoinRailFactory factory, Pulse bitcoinPulse) {
    return factory.projection(bitcoinPulse);
  }

  /** Asked past what spreads the rail's questions: a scan binds a node for a while. */
  @Bean
  BalanceSource bitcoinBalances(
      ObjectProvider<NodeEndpoint> sandbox, BitcoinSettings settings, Assets assets) {
    return BitcoinRailFactory.balances(
        settings.balanceScan().isZero() ? List.of() : nodes(sandbox, settings),
        settings,
        asset(assets));
  }

  /** Compared past what spreads the rail's questions: a scan binds a node for minutes. */
  @Bean
  RailLoop bitcoinLoop(
      BitcoinRailFactory factory,
      BitcoinSettings settings,
      BitcoinRpc node,
      ObjectProvider<NodeEndpoint> sandbox,
      Endpoints<BitcoinRpc> bitcoinEndpoints,
      CommandGateway commands,
      Assets assets,
      Pulse bitcoinPulse,
      Reconciliation reconciliation,
      DataSource source) {
    AxonLedger ledger = new AxonLedger(commands);
    Asset asset = asset(assets);
    ChainSource<Block> chain = chain(bitcoinEndpoints, settings);
    return new RailLoop(
        BitcoinRail.ID,
        reconciliation.beside(
            factory.work(node, chain, ledger, asset),
            List.of(
                factory.compared(
                    patient(sandbox, settings, reconciliation.patience()), chain, ledger, asset)),
            bitcoinPulse),
        bitcoinPulse,
        settings.pollInterval(),
        source);
  }

  private static ChainSource<Block> chain(
      Endpoints<BitcoinRpc> endpoints, BitcoinSettings settings) {
    return endpoints.chain(
        BitcoinRpc.class, node -> () -> BitcoinNode.look(node, settings.network()));
  }

  /** Each node by itself, listened to for as long as a scan takes. */
  private static List<BitcoinRpc> patient(
      ObjectProvider<NodeEndpoint> sandbox, BitcoinSettings bitcoin, Duration patience) {
    return nodes(sandbox, bitcoin).stream()
        .<BitcoinRpc>map(node -> new HttpBitcoinRpc(node.listeningFor(patience)))
        .toList();
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

package io.holdfast.chain.bitcoin;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.ledger.AxonLedger;
import io.holdfast.chain.payout.PayoutProjection;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.run.Pulse;
import io.holdfast.chain.run.RailLoop;
import java.time.Clock;
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
  BitcoinRail bitcoinRail(BitcoinRailFactory factory) {
    return factory.rail();
  }

  /** The node of the sandbox where there is one, else the one that is configured. */
  @Bean
  BitcoinRpc bitcoinRpc(ObjectProvider<NodeEndpoint> sandbox, BitcoinSettings settings) {
    return new HttpBitcoinRpc(sandbox.getIfAvailable(settings::endpoint));
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
      CommandGateway commands,
      Assets assets,
      Pulse bitcoinPulse,
      DataSource source) {
    return new RailLoop(
        BitcoinRail.ID,
        factory.work(node, new AxonLedger(commands), asset(assets)),
        bitcoinPulse,
        settings.pollInterval(),
        source);
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

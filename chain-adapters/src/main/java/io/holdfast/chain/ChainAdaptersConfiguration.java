package io.holdfast.chain;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.chain.balance.BalanceConfiguration;
import io.holdfast.chain.bitcoin.BitcoinConfiguration;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.engine.ContractEventQueries;
import io.holdfast.chain.engine.Coverage;
import io.holdfast.chain.engine.Figures;
import io.holdfast.chain.engine.Forks;
import io.holdfast.chain.evm.EvmConfiguration;
import io.holdfast.chain.evm.oracle.RecordQueries;
import io.holdfast.chain.mpesa.MpesaConfiguration;
import io.holdfast.chain.parked.ParkedConfiguration;
import io.holdfast.chain.payout.PayoutConfiguration;
import io.holdfast.chain.port.AllOwnFacts;
import io.holdfast.chain.reconcile.ReconciliationConfiguration;
import io.holdfast.chain.replay.ReplayConfiguration;
import io.holdfast.chain.sandbox.SandboxConfiguration;
import io.holdfast.chain.stellar.StellarConfiguration;
import io.holdfast.chain.substrate.SubstrateConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rails of this program. Wants DataSource, transaction manager, Clock, Assets, CommandGateway.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  BalanceConfiguration.class,
  BitcoinConfiguration.class,
  EvmConfiguration.class,
  MpesaConfiguration.class,
  StellarConfiguration.class,
  SubstrateConfiguration.class,
  WalletConfiguration.class,
  ParkedConfiguration.class,
  PayoutConfiguration.class,
  ReconciliationConfiguration.class,
  ReplayConfiguration.class,
  SandboxConfiguration.class
})
public class ChainAdaptersConfiguration {
  /**
   * @throws IllegalStateException when an asset is on a rail that is not there
   */
  @Bean
  Rails rails(ObjectProvider<Rail> rails, Assets assets) {
    Rails all = new Rails(rails.stream().toList());
    for (Asset asset : assets.all()) {
      if (all.all().stream().noneMatch(rail -> rail.id().equals(asset.rail()))) {
        throw new IllegalStateException(
            "Asset " + asset.code() + " is on rail " + asset.rail() + ", which is not enabled.");
      }
    }
    return all;
  }

  @Bean
  Forks forks(DataSource source, Rails rails) {
    return new Forks(JdbcClient.create(source), rails);
  }

  @Bean
  Figures railFigures(
      DataSource source,
      Rails rails,
      ObjectProvider<AllOwnFacts> facts,
      ObjectProvider<RailEndpoints> endpoints) {
    return new Figures(
        JdbcClient.create(source),
        rails,
        facts.stream().flatMap(rail -> rail.assets().stream()).toList(),
        endpoints.stream().toList());
  }

  @Bean
  ContractEventQueries contractEventQueries(DataSource source, Rails rails) {
    return new ContractEventQueries(JdbcClient.create(source), rails);
  }

  @Bean
  RecordQueries paymentRecordQueries(DataSource source) {
    return new RecordQueries(JdbcClient.create(source));
  }

  @Bean
  Coverage coverage(DataSource source, Rails rails) {
    return new Coverage(JdbcClient.create(source), rails);
  }
}

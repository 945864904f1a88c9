package io.holdfast.chain.balance;

import com.github.benmanes.caffeine.cache.Ticker;
import io.holdfast.chain.port.BalanceSource;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What wallets hold, of all rails that are on. */
@Configuration(proxyBeanMethods = false)
public class BalanceConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Bean
  BalanceQueries balanceQueries(ObjectProvider<BalanceSource> sources, Clock clock) {
    return new BalanceQueries(
        sources.orderedStream().toList(), PATIENCE, clock, Ticker.systemTicker());
  }
}

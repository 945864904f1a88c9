package io.holdfast.app;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import jakarta.validation.constraints.NotEmpty;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/** What every side asks for and none owns: the assets and the time. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerConfiguration.LedgerProperties.class)
class LedgerConfiguration {
  /** The part of {@code holdfast.*} that belongs to no side. */
  @Validated
  @ConfigurationProperties("holdfast")
  record LedgerProperties(@NotEmpty List<Asset> assets) {}

  @Bean
  Assets assets(LedgerProperties properties) {
    return new Assets(properties.assets());
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}

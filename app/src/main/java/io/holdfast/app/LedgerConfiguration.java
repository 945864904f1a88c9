package io.holdfast.app;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
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
  record LedgerProperties(@NotEmpty Map<String, @Valid AssetProperties> assets) {}

  /**
   * {@code holdfast.assets.CODE.*}: by its code, so that a file of one's own adds to what is there.
   *
   * @param enabled whether it is an asset of this ledger at all; one that ever was stays it
   */
  record AssetProperties(
      @NotNull Integer scale, @NotEmpty String rail, @DefaultValue("true") boolean enabled) {}

  @Bean
  Assets assets(LedgerProperties properties) {
    List<Asset> on = new ArrayList<>();
    Set<String> off = new HashSet<>();
    properties
        .assets()
        .forEach(
            (code, asset) -> {
              if (asset.enabled()) {
                on.add(new Asset(code, asset.scale(), asset.rail()));
              } else {
                off.add(code);
              }
            });
    on.sort(Comparator.comparing(Asset::code));
    return new Assets(on, off);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}

package io.holdfast.gateway.rail;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the doors tell of {@code holdfast.policy}.
 *
 * @param withdrawal by asset code
 */
@ConfigurationProperties("holdfast.policy")
record PolicySettings(@DefaultValue Map<String, WithdrawalTerms> withdrawal) {
  /** Spring spells codes from environment variables in lower case; any spelling says the same. */
  @Nullable WithdrawalTerms termsOf(String assetCode) {
    return withdrawal.entrySet().stream()
        .filter(terms -> terms.getKey().equalsIgnoreCase(assetCode))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse(null);
  }
}

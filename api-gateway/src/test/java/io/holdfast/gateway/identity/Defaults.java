package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.SecuritySettings;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings where nothing is set. */
final class Defaults {
  private Defaults() {}

  static SecuritySettings security() {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of("a.signing-key-file", "unused", "a.personal-data-key-file", "unused")))
        .bind("a", SecuritySettings.class)
        .get();
  }
}

package io.holdfast.gateway.health;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.Test;

class HealthIT {
  @Test
  void healthTellsHowFarTheReadModelHasComeAndWhenItHasStopped() {
    try (GatewayHarness gateway = GatewayHarness.start()) {
      gateway
          .web()
          .get()
          .uri("/health")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.status")
          .isEqualTo("up")
          .jsonPath("$.logIndex")
          .isNumber()
          .jsonPath("$.lagEvents")
          .isEqualTo(0);
      gateway.ledger().stopViews("an event cannot be read");
      gateway
          .web()
          .get()
          .uri("/health")
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectBody()
          .jsonPath("$.status")
          .isEqualTo("degraded")
          .jsonPath("$.error")
          .doesNotExist();
    }
  }
}

package io.holdfast.gateway.rail;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CoverageIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void staffReadsWhichBlocksAreStoredWithoutABreak() {
    gateway
        .as("audrey")
        .get()
        .uri("/api/rails/bitcoin/coverage")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"rail":"bitcoin","unbroken":{"from":{"height":1,"hash":"01"},
             "to":{"height":7,"hash":"07"},"blocks":7},"earlier":[],
             "cursor":{"height":7,"hash":"07"},"finalHeight":2,"headHeight":9,
             "headSeenAtMillis":1000}
            """);
  }

  @Test
  void thereIsNoCoverageOfARailThatIsNotThere() {
    gateway
        .as("audrey")
        .get()
        .uri("/api/rails/elsewhere/coverage")
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("UNKNOWN_RAIL");
  }
}

package io.holdfast.gateway.integration;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class SystemIT {
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
  void theOverviewSetsWhatIsOwedAgainstWhatIsThere() {
    ask("/api/integration/system-overview")
        .json(
            """
            {"assets":[{"asset":"BTC","scale":8,"rail":"bitcoin","liabilities":"5000",
              "held":"500","received":"5030","feesKept":"30","shortfall":"0","minted":"70",
              "onChain":"5040","surplus":"40"}],
             "rails":[{"rail":"bitcoin"}],
             "contracts":[{"rail":"bitcoin","contract":"CABC","events":2,"lastHeight":7}]}
            """);
  }

  @Test
  void theStatusTellsHeadCursorLagAndWhatIsParked() {
    gateway.ledger().rail(5, 9, System.currentTimeMillis());

    ask("/api/integration/status")
        .json(
            """
            {"lagEvents":0,"rails":[{"rail":"bitcoin","state":"FOLLOWING","height":5,
              "finalHeight":2,"headHeight":9,"lagBlocks":4,"parked":3,"openPayouts":1,
              "endpoints":[{"name":"http://node:8332","health":"WELL","preferred":true}]}]}
            """);
    gateway.ledger().rail(7, 7, System.currentTimeMillis());
  }

  @Test
  void theDetailedHealthIsUpWhileTheRailsGetOn() {
    gateway.ledger().rail(7, 7, System.currentTimeMillis());

    health(200).jsonPath("$.status").isEqualTo("up").jsonPath("$.degraded").isEmpty();
  }

  @Test
  void theDetailedHealthNamesTheRailOfWhichNothingIsHeard() {
    gateway.ledger().rail(7, 7, System.currentTimeMillis() - 120_000);

    health(503)
        .jsonPath("$.status")
        .isEqualTo("degraded")
        .jsonPath("$.degraded['rail bitcoin']")
        .isEqualTo("nothing has been heard of its chain for more than 90 s");
    gateway.ledger().rail(7, 7, System.currentTimeMillis());
  }

  @Test
  void theDetailedHealthNamesTheViewsWhenTheyHaveStopped() {
    gateway.ledger().stopViews("an event cannot be read");

    health(503).jsonPath("$.degraded.views").isNotEmpty().jsonPath("$.error").doesNotExist();
    gateway.ledger().stopViews(null);
  }

  @Test
  void theEventsOfTheRailsAreFilteredAndPaged() {
    ask("/api/integration/events?rail=bitcoin&type=DepositCredited&height=7&transaction=ab")
        .json(
            """
            {"items":[{"logIndex":9,"type":"DepositCredited","rail":"bitcoin","height":7,
              "transaction":"ab","event":{"height":7}}],"next":"4"}
            """);
    ask("/api/integration/events?after=4").jsonPath("$.next").isEmpty();
  }

  @Test
  void eventsAreNotAskedForByRubbish() {
    refused("after=x", "CURSOR_MALFORMED");
    refused("after=-1", "CURSOR_MALFORMED");
    refused("limit=0", "MALFORMED_REQUEST");
    refused("limit=201", "MALFORMED_REQUEST");
    refused("height=x", "MALFORMED_REQUEST");
    refused("type=%27;drop", "MALFORMED_REQUEST");
    refused("rail=No Rail", "UNKNOWN_RAIL");
    refused("transaction=%00", "MALFORMED_REQUEST");
  }

  private static void refused(String query, String code) {
    gateway
        .as("audrey")
        .get()
        .uri("/api/integration/events?" + query)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }

  private static BodyContentSpec ask(String path) {
    return gateway.as("olivia").get().uri(path).exchange().expectStatus().isOk().expectBody();
  }

  private static BodyContentSpec health(int status) {
    return gateway
        .web()
        .get()
        .uri("/health/detailed")
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody();
  }
}

package io.holdfast.gateway.rail;

import io.holdfast.gateway.GatewayHarness;
import java.util.List;
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

  @Test
  void staffReadsWhatContractsSaid() {
    gateway
        .as("audrey")
        .get()
        .uri("/api/rails/bitcoin/contract-events?contract=CABC&topic=paid&fromHeight=5&limit=1")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"items":[{"height":7,"blockHash":"07","position":2,"transaction":"aa",
             "contract":"CABC paid 5","topic":"t","name":"paid","content":{"a":1},"raw":{},
             "standing":true}],"next":"7-2-07"}
            """);
    gateway
        .as("alice")
        .get()
        .uri("/api/rails/bitcoin/contract-events")
        .exchange()
        .expectStatus()
        .isForbidden()
        .expectBody();
  }

  @Test
  void aQuestionAboutContractsThatMakesNoSenseIsRefused() {
    for (String wrong :
        List.of("limit=0", "limit=201", "fromHeight=-1", "topic=", "contract=a b")) {
      gateway
          .as("audrey")
          .get()
          .uri("/api/rails/bitcoin/contract-events?" + wrong)
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("MALFORMED_REQUEST");
    }
  }
}

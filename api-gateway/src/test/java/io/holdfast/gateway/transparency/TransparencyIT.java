package io.holdfast.gateway.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.GatewayHarness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class TransparencyIT {
  private static final GatewayHarness GATEWAY = GatewayHarness.start();

  @AfterAll
  static void stop() {
    GATEWAY.close();
  }

  @Test
  void anybodyMayTakeTheNewestCheckpointAndTheKeyWithoutSayingWhoTheyAre() {
    assertThat(text("/api/transparency/checkpoint")).isEqualTo(FakeLedger.CHECKPOINT.note());
    assertThat(text("/api/transparency/checkpoints/5")).isEqualTo(FakeLedger.CHECKPOINT.note());
    assertThat(text("/api/transparency/vkey")).isEqualTo("vkey\n");
  }

  @Test
  void staffSeeWhoSignsAndHowFar() {
    GATEWAY
        .as("olivia")
        .get()
        .uri("/api/transparency")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.origin")
        .isEqualTo("example.com/log")
        .jsonPath("$.treeSize")
        .isEqualTo(9)
        .jsonPath("$.signedSize")
        .isEqualTo(5);
  }

  @Test
  void anOperatorHasTheLogSignedNow() {
    GATEWAY
        .post("olivia", "/api/transparency/checkpoints", "{}")
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.size")
        .isEqualTo(5)
        .jsonPath("$.note")
        .isEqualTo(FakeLedger.CHECKPOINT.note());
    assertThat(GATEWAY.ledger().commands(MakeCheckpoint.class)).isNotEmpty();
  }

  @Test
  void aWitnessBringsItsSignatureWithoutSigningIn() {
    GATEWAY
        .web()
        .post()
        .uri("/api/transparency/checkpoints/5/cosignatures")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"cosignature\":\"— w AAAAAAAA\"}")
        .exchange()
        .expectStatus()
        .isOk();
    assertThat(GATEWAY.ledger().commands(AddCosignature.class))
        .contains(new AddCosignature(5, "— w AAAAAAAA"));
  }

  @Test
  void givesProofs() {
    GATEWAY
        .as("audrey")
        .get()
        .uri("/api/transparency/inclusion?logIndex=3")
        .exchange()
        .expectBody()
        .jsonPath("$.leafIndex")
        .isEqualTo(2)
        .jsonPath("$.path[0]")
        .isEqualTo("cGF0aA==");
    GATEWAY
        .web()
        .get()
        .uri("/api/transparency/consistency?from=3")
        .exchange()
        .expectBody()
        .jsonPath("$.before")
        .isEqualTo(3)
        .jsonPath("$.path[0]")
        .isEqualTo("cGF0aA==");
  }

  @Test
  void anAuditorTakesTheWholeLogHome() throws IOException {
    byte[] zipped =
        GATEWAY
            .as("audrey")
            .get()
            .uri("/api/transparency/bundle")
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .valueEquals("Content-Type", "application/gzip")
            .expectHeader()
            .valueEquals("Content-Disposition", "attachment; filename=\"holdfast-5.ndjson.gz\"")
            .expectBody()
            .returnResult()
            .getResponseBody();

    try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      assertThat(new String(lines.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"holdfast\":\"bundle\"}\n{\"end\":0}\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/transparency/checkpoints/6, 404, NOT_FOUND",
    "/api/transparency/checkpoints/x, 400, MALFORMED_REQUEST",
    "/api/transparency/checkpoints/99999999999999999999, 400, MALFORMED_REQUEST",
    "/api/transparency/checkpoints?after=x, 400, CURSOR_MALFORMED",
    "/api/transparency/checkpoints?after=-1, 400, CURSOR_MALFORMED",
    "/api/transparency/checkpoints?limit=0, 400, MALFORMED_REQUEST",
    "/api/transparency/inclusion, 400, MALFORMED_REQUEST",
    "/api/transparency/inclusion?logIndex=x, 400, MALFORMED_REQUEST",
    "/api/transparency/inclusion?logIndex=10, 400, EVENT_NOT_IN_TREE",
    "/api/transparency/inclusion?logIndex=0, 400, EVENT_NOT_IN_TREE",
    "/api/transparency/consistency, 400, MALFORMED_REQUEST",
    "/api/transparency/consistency?from=0, 400, TREE_SIZE_OUT_OF_RANGE",
    "/api/transparency/consistency?from=10, 400, TREE_SIZE_OUT_OF_RANGE",
    "/api/transparency/bundle?size=6, 404, NOT_FOUND",
    "/api/transparency/bundle?size=x, 400, MALFORMED_REQUEST"
  })
  void refusesWhatThereIsNot(String path, int status, String code) {
    GATEWAY
        .as("audrey")
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "5, '{}', 400, MALFORMED_REQUEST",
    "0, '{\"cosignature\":\"— w AAAA\"}', 400, MALFORMED_REQUEST",
    "6, '{\"cosignature\":\"— w AAAA\"}', 404, NOT_FOUND"
  })
  void refusesCosignaturesOfNothing(long size, String body, int status, String code) {
    GATEWAY
        .web()
        .post()
        .uri("/api/transparency/checkpoints/" + size + "/cosignatures")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo(code);
  }

  @Test
  void healthTellsHowFarTheTreeIsAndThatItDoesNotGetOn() {
    detailed().isOk().expectBody().jsonPath("$.tree.lagEvents").isEqualTo(2);

    GATEWAY.ledger().stopTree("the log ends with event 7, and event 9 was in it");
    try {
      detailed()
          .isEqualTo(503)
          .expectBody()
          .jsonPath("$.degraded.tree")
          .isEqualTo("nothing new is signed: the log ends with event 7, and event 9 was in it");
    } finally {
      GATEWAY.ledger().stopTree(null);
    }
  }

  private static org.springframework.test.web.reactive.server.StatusAssertions detailed() {
    WebTestClient.ResponseSpec answer = GATEWAY.web().get().uri("/health/detailed").exchange();
    return answer.expectStatus();
  }

  private static String text(String path) {
    return new String(
        GATEWAY
            .web()
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
            .expectBody()
            .returnResult()
            .getResponseBody(),
        StandardCharsets.UTF_8);
  }
}

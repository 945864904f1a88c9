package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A door that others than this machine reach, as behind a proxy. */
class MonitoringIT {
  private static GatewayHarness gateway;
  private static Path tokenFile;

  @BeforeAll
  static void open(@TempDir Path folder) {
    tokenFile = folder.resolve("monitoring-token");
    gateway =
        GatewayHarness.start(
            "holdfast.security.monitoring-open=false",
            "holdfast.security.monitoring-token-file=" + tokenFile);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whoMonitorsShowsTheTokenAndNothingElseIsOpenedByIt() throws IOException {
    String token = Files.readString(tokenFile).strip();
    assertThat(token).hasSizeGreaterThan(40);
    assertThat(ask("/health/detailed", "Bearer " + token)).isEqualTo(200);
    assertThat(ask("/api/accounts", "Bearer " + token)).isEqualTo(401);
  }

  @Test
  void anybodyElseIsTurnedAway() {
    for (String path : new String[] {"/health/detailed", "/metrics"}) {
      assertThat(ask(path, null)).as(path).isEqualTo(401);
      assertThat(ask(path, "Bearer ")).as(path).isEqualTo(401);
      assertThat(ask(path, "Bearer rotten")).as(path).isEqualTo(401);
      assertThat(ask(path, "Bearer " + gateway.token("adam"))).as(path).isEqualTo(401);
    }
    gateway
        .web()
        .get()
        .uri("/health/detailed")
        .exchange()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_SIGNED_IN");
  }

  @Test
  void whetherTheDoorServesIsForEverybody() {
    assertThat(ask("/health", null)).isEqualTo(200);
  }

  private static int ask(String path, @Nullable String authorization) {
    return gateway
        .web()
        .get()
        .uri(path)
        .headers(
            headers -> {
              if (authorization != null) {
                headers.set("Authorization", authorization);
              }
            })
        .exchange()
        .expectBody()
        .returnResult()
        .getStatus()
        .value();
  }
}

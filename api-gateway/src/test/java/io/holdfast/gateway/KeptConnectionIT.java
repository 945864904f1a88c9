package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptConnectionIT {
  private static final int REQUESTS = 1_000;
  private static final String BODY = "{\"label\":\"Savings\"}";

  @Test
  void whatWasRefusedBeforeItWasReadKeepsNoLaterRequestFromItsAnswer() throws Exception {
    try (GatewayHarness gateway = GatewayHarness.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String alice = gateway.token("alice");
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(post(client, gateway, "nobody")).isEqualTo(401);
        assertThat(post(client, gateway, alice)).isNotEqualTo(401);
      }
    }
  }

  @Test
  void whatWasSentAsAFileKeepsNoLaterRequestFromItsAnswer() throws Exception {
    try (GatewayHarness gateway = GatewayHarness.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(get(client, gateway, "/assets/console.js")).isEqualTo(200);
        assertThat(get(client, gateway, "/health")).isEqualTo(200);
      }
    }
  }

  private static int get(HttpClient client, GatewayHarness gateway, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .timeout(Duration.ofSeconds(60))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static int post(HttpClient client, GatewayHarness gateway, String token)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/api/accounts"))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(BODY))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }
}

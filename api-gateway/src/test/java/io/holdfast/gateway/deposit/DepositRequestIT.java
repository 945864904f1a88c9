package io.holdfast.gateway.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class DepositRequestIT {
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
  void aRequestIsAnsweredWithItsAddressAndShownAsAQrCode() {
    byte[] created =
        gateway
            .post(
                "alice",
                "/api/deposit-requests",
                """
                {"accountId":"account:alice-main","asset":"BTC","expected":"1500000","validForSeconds":3600}
                """)
            .expectStatus()
            .isCreated()
            .expectHeader()
            .exists("X-Log-Index")
            .expectBody()
            .jsonPath("$.address")
            .isEqualTo("bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")
            .jsonPath("$.expected")
            .isEqualTo("1500000")
            .returnResult()
            .getResponseBody();
    assertThat(gateway.ledger().commands(RequestDeposit.class))
        .extracting(RequestDeposit::validFor)
        .containsExactly(Duration.ofHours(1));
    String id = DoorJson.mapper().readTree(created).path("requestId").asString();
    gateway
        .as("alice")
        .get()
        .uri("/api/deposit-requests/{id}/qr.svg", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.parseMediaType("image/svg+xml"))
        .expectBody()
        .consumeWith(
            svg ->
                assertThat(new String(svg.getResponseBody(), StandardCharsets.UTF_8))
                    .startsWith("<svg "));
    gateway
        .as("alice")
        .get()
        .uri("/api/deposit-requests/{id}/payment-link", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.uri")
        .isEqualTo("bitcoin:bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080?amount=0.015");
    gateway
        .as("bob")
        .get()
        .uri("/api/deposit-requests/{id}/payment-link", id)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody();
    gateway
        .as("bob")
        .get()
        .uri("/api/deposit-requests/{id}/qr.svg", id)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody();
  }

  @Test
  void validityHasLimits() {
    for (String seconds : new String[] {"0", "-1", "59", "99999999", "\"60\"", "1.5"}) {
      gateway
          .post(
              "alice",
              "/api/deposit-requests",
              "{\"accountId\":\"account:alice-main\",\"asset\":\"BTC\",\"validForSeconds\":"
                  + seconds
                  + "}")
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("MALFORMED_REQUEST");
    }
  }
}

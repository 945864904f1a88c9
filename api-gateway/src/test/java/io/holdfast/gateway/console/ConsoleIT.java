package io.holdfast.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The console's pages come from the same door; its routes live behind the address's hash. */
class ConsoleIT {
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
  void theConsoleIsServedToEverybodyUnderTheStrictPolicy() {
    gateway
        .web()
        .get()
        .uri("/")
        .accept(MediaType.TEXT_HTML)
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentTypeCompatibleWith(MediaType.TEXT_HTML)
        .expectHeader()
        .value("Content-Security-Policy", policy -> assertThat(policy).doesNotContain("unsafe"))
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("/assets/console.js"));
  }

  @Test
  void itsScriptIsAskedForAgainEachTimeSoThatANewVersionIsSeenAtOnce() {
    gateway
        .web()
        .get()
        .uri("/assets/console.js")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .value("Cache-Control", caching -> assertThat(caching).contains("no-cache"))
        .expectHeader()
        .exists("Last-Modified")
        .expectBody();
  }

  @Test
  void aPageThatIsNotThereIsNotFound() {
    gateway
        .web()
        .get()
        .uri("/nothing")
        .accept(MediaType.TEXT_HTML)
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_FOUND");
  }
}

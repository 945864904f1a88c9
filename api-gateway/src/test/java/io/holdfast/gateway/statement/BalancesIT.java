package io.holdfast.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.AccountView;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.AsOf.Block;
import io.holdfast.api.statement.Known;
import io.holdfast.gateway.GatewayHarness;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The doors of balances as of a moment. */
class BalancesIT {
  private static final String ALICES = "/api/accounts/account:alice-main/balances";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    for (String name : List.of("alice", "bob")) {
      gateway
          .ledger()
          .put(
              new AccountView(
                  "account:" + name + "-main",
                  "user:" + name,
                  "Main",
                  List.of(),
                  List.of(),
                  gateway.ledger().nextIndex()));
    }
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aMomentIsATimeAnIndexABlockOrNone() {
    assertThat(asked("")).isEqualTo(AsOf.LATEST);
    assertThat(asked("?at=1970-01-01T01:00:01%2B01:00")).isEqualTo(AsOf.time(1_000));
    assertThat(asked("?index=0&known=now")).isEqualTo(AsOf.index(0).known(Known.NOW));
    assertThat(asked("?rail=bitcoin&height=7"))
        .isEqualTo(AsOf.block(new Block("bitcoin", 7, null)));
    assertThat(asked("?rail=bitcoin&height=7&hash=00ff&known=then"))
        .isEqualTo(AsOf.block(new Block("bitcoin", 7, "00ff")));
  }

  private static AsOf asked(String parameters) {
    get("alice", ALICES + parameters)
        .expectStatus()
        .isOk()
        .expectHeader()
        .exists("X-Log-Index")
        .expectBody()
        .jsonPath("$.accountId")
        .isEqualTo("account:alice-main")
        .jsonPath("$.moment.logIndex")
        .isNumber();
    return gateway.ledger().asOf().getLast();
  }

  @ParameterizedTest
  @CsvSource({
    "?at=yesterday, MALFORMED_REQUEST",
    "?at=2026-11-22T00:00:00, MALFORMED_REQUEST",
    "?at=%2B999999999-01-01T00:00:00Z, MALFORMED_REQUEST",
    "?at=, MALFORMED_REQUEST",
    "?index=-1, MALFORMED_REQUEST",
    "?index=one, MALFORMED_REQUEST",
    "?index=9223372036854775808, MALFORMED_REQUEST",
    "?index=1&at=2026-11-22T00:00:00Z, MALFORMED_REQUEST",
    "?index=1&rail=bitcoin&height=7, MALFORMED_REQUEST",
    "?rail=bitcoin, MALFORMED_REQUEST",
    "?height=7, MALFORMED_REQUEST",
    "?hash=00ff, MALFORMED_REQUEST",
    "?rail=bitcoin&height=-7, MALFORMED_REQUEST",
    "?rail=bitcoin&height=7&hash=, MALFORMED_REQUEST",
    "?rail=Bit%20coin&height=7, UNKNOWN_RAIL",
    "?index=1&known=maybe, MALFORMED_REQUEST",
  })
  void whatIsNoMomentIsRefused(String parameters, String code) {
    int before = gateway.ledger().asOf().size();
    for (String path : List.of(ALICES, "/api/balances")) {
      get("alice", path + parameters)
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo(code);
    }
    assertThat(gateway.ledger().asOf()).hasSize(before);
  }

  @Test
  void aCustomerSeesTheirOwnAndStaffWhoseTheyName() {
    get("alice", "/api/balances?owner=user:bob")
        .expectBody()
        .jsonPath("$.items[*].ownerId")
        .isEqualTo("user:alice");
    get("audrey", "/api/balances?owner=user:bob")
        .expectBody()
        .jsonPath("$.items[*].ownerId")
        .isEqualTo("user:bob");
    get("alice", "/api/accounts/account:bob-main/balances").expectStatus().isNotFound();
  }

  @Test
  void sumsAreForStaff() {
    get("audrey", "/api/totals?index=1").expectBody().jsonPath("$.totals").isArray();
    get("alice", "/api/totals").expectStatus().isForbidden();
  }

  private static ResponseSpec get(String caller, String path) {
    return gateway
        .as(caller)
        .get()
        .uri(java.net.URI.create("http://127.0.0.1:" + gateway.port() + path))
        .exchange();
  }
}

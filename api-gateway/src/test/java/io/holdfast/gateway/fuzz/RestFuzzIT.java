package io.holdfast.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.SessionView;
import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.testkit.fuzz.Heap;
import io.holdfast.testkit.fuzz.RestFuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Faulty requests to every endpoint there is, made from what the program says of itself: an
 * endpoint that is new is tried from its first day on.
 */
class RestFuzzIT {
  private static final List<String> PEOPLE = List.of("alice", "olivia", "adam", "audrey");
  private static final int TIMES_EACH = Boolean.getBoolean("holdfast.long") ? 300 : 6;
  private static final long MOST_BYTES_MORE = 64L * 1024 * 1024;

  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("accountId", "account:alice-main"),
          Map.entry("fromAccountId", "account:alice-main"),
          Map.entry("toAccountId", "account:bob-main"),
          Map.entry("asset", "BTC"),
          Map.entry("amount", "5"),
          Map.entry("rail", "bitcoin"),
          Map.entry("address", "bcrt1qelsewhere"),
          Map.entry("destination", "bcrt1qelsewhere"),
          Map.entry("userId", "user:ghost"),
          Map.entry("sessionId", "session:ghost"),
          Map.entry("walletId", "wallet:evm:0xabc"),
          Map.entry("withdrawalId", "withdrawal:bob"),
          Map.entry("id", "withdrawal:bob"),
          Map.entry("caseId", FakeLedger.CASE),
          Map.entry("parkedId", FakeLedger.PARKED),
          Map.entry("replayId", FakeLedger.REPLAY));

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            "holdfast.security.failed-logins-per-minute-per-address=10000",
            "holdfast.security.failed-logins-per-minute-per-user=10000",
            "holdfast.limits.reads-per-minute=1000000",
            "holdfast.limits.writes-per-minute=1000000",
            "holdfast.limits.newcomers-per-minute=1000000",
            "logging.level.reactor.netty.http.server=error",
            "logging.level.io.holdfast=error");
    FakeLedger ledger = gateway.ledger();
    ledger.put(
        new PersonView(
            "user:ghost", null, null, null, List.of(), List.of(), "REGISTERED", 0, 1, null, 1));
    ledger.put(
        new SessionView(
            "session:ghost",
            "user:ghost",
            "EVM",
            "ACTIVE",
            List.of(),
            null,
            null,
            1,
            1,
            2,
            null,
            null,
            1));
    ledger.put(
        ledger.withdrawal("withdrawal:bob", "account:bob-main", "user:bob", "AWAITING_APPROVAL"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void noEndpointBreaksHangsOrKeepsAnythingWhateverItIsSent() {
    long seed = Long.getLong("holdfast.fuzz.seed", 20_261_121L);
    RestFuzz fuzz = new RestFuzz(gateway.port(), new Signed(), KNOWN);
    System.out.println("RestFuzzIT: -Dholdfast.fuzz.seed=" + seed);

    assertThat(fuzz.run(description(), seed, TIMES_EACH)).isEmpty();
    long before = Heap.heldBytes();
    assertThat(fuzz.run(description(), seed + 1, TIMES_EACH)).isEmpty();

    assertThat(Heap.heldBytes() - before).isLessThan(MOST_BYTES_MORE);
    gateway.forget("alice");
    gateway.as("alice").get().uri("/api/accounts").exchange().expectStatus().isOk().expectBody();
  }

  private static String description() {
    byte[] body =
        gateway
            .web()
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return new String(body, StandardCharsets.UTF_8);
  }

  private static final class Signed implements RestFuzz.People {
    @Override
    public @Nullable String token(int number) {
      return number < PEOPLE.size() ? gateway.token(PEOPLE.get(number)) : null;
    }

    @Override
    public void signedOut(int number) {
      gateway.forget(PEOPLE.get(number));
    }
  }
}

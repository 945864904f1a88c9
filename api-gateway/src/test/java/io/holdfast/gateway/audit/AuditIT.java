package io.holdfast.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.gateway.GatewayHarness;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** The doors of the search, over a ledger that answers the same whatever is asked. */
class AuditIT {
  /** More than the buffers of a connection hold. */
  private static final int AUDITED = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    gateway.ledger().audited(AUDITED);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  private static ResponseSpec get(String path) {
    return gateway
        .as("audrey")
        .get()
        .uri(URI.create("http://127.0.0.1:" + gateway.port() + "/api/audit/events" + path))
        .exchange();
  }

  @Test
  void anyCombinationOfWhatStandsOnAnEventIsAskedFor() {
    get("?aggregate=account:a&type=AmountPosted&actor=user:b&from=1970-01-01T00:00:01Z"
            + "&to=1970-01-01T01:00:02%2B01:00&fromIndex=3&toIndex=9&correlation=c-1"
            + "&transaction=ab12&rail=bitcoin&height=7&order=oldest&after=cur&limit=5")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("X-Log-Index", "9")
        .expectBody()
        .json(
            """
            {"items":[{"logIndex":7,"at":"1970-01-01T00:00:01Z","type":"AmountPosted",
              "aggregateId":"account:a","sequenceNumber":6,"eventId":"event-7",
              "metadata":{"cause":"event-6"},"event":{"amount":"5","label":"sealed:x"}}],
             "next":"more"}
            """);

    FindAuditEvents asked = gateway.ledger().audits().getLast();
    assertThat(asked.filter())
        .isEqualTo(
            new EventFilter(
                "account:a",
                "AmountPosted",
                "user:b",
                "c-1",
                "ab12",
                "bitcoin",
                7L,
                1_000L,
                2_000L,
                3L,
                9L));
    assertThat(asked.oldestFirst()).isTrue();
    assertThat(asked.page().limit()).isEqualTo(5);
    get("").expectStatus().isOk();
    assertThat(gateway.ledger().audits().getLast().filter()).isEqualTo(EventFilter.EVERYTHING);
    assertThat(gateway.ledger().audits().getLast().oldestFirst()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "?aggregate=, MALFORMED_REQUEST",
    "?aggregate=a%00b, MALFORMED_REQUEST",
    "?type=%27;drop, MALFORMED_REQUEST",
    "?actor=a%20b, MALFORMED_REQUEST",
    "?from=yesterday, MALFORMED_REQUEST",
    "?from=2026-11-22T00:00:00, MALFORMED_REQUEST",
    "?from=2026-11-22T00:00:01Z&to=2026-11-22T00:00:00Z, MALFORMED_REQUEST",
    "?from=-999999999-01-01T00:00:00Z, MALFORMED_REQUEST",
    "?fromIndex=2&toIndex=1, MALFORMED_REQUEST",
    "?fromIndex=-1, MALFORMED_REQUEST",
    "?toIndex=1e3, MALFORMED_REQUEST",
    "?height=99999999999999999999, MALFORMED_REQUEST",
    "?rail=No%20Rail, UNKNOWN_RAIL",
    "?transaction=%00, MALFORMED_REQUEST",
    "?order=sideways, MALFORMED_REQUEST",
    "?limit=0, MALFORMED_REQUEST",
    "?limit=201, MALFORMED_REQUEST",
    "?agregate=account:a, MALFORMED_REQUEST",
    "?format=csv, MALFORMED_REQUEST",
    "/x, MALFORMED_REQUEST",
    "/export?format=xml, MALFORMED_REQUEST",
    "/export?limit=5, MALFORMED_REQUEST",
    "/export?type=UnknownThing, MALFORMED_REQUEST",
  })
  void whatCannotBeMeantIsRefused(String path, String code) {
    int asked = gateway.ledger().audits().size();

    get(path).expectStatus().isBadRequest().expectBody().jsonPath("$.code").isEqualTo(code);

    assertThat(gateway.ledger().audits()).hasSize(asked);
  }

  @Test
  void oneEventIsToldByItsIndex() {
    get("/7").expectStatus().isOk().expectBody().jsonPath("$.eventId").isEqualTo("event-7");
    get("/100001")
        .expectStatus()
        .isNotFound()
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void causationIsATreeThatSaysWhereItIsCut() {
    get("/2/causation")
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"event":{"logIndex":2},"ancestors":[{"logIndex":1}],"sameCommand":[],
             "effects":[{"event":{"logIndex":3},"effects":[]}],"sameRequest":[],"cut":true}
            """);
  }

  @Test
  void anExportEndsWhereItsHeadSays() {
    List<String> lines = exported("/export?format=csv");

    assertThat(lines).hasSize(AUDITED + 1);
    assertThat(lines.getFirst()).startsWith("logIndex,at,type");
    assertThat(lines.get(1)).contains(",'=cmd|' /C calc'!A0,");
    assertThat(lines.getLast()).startsWith(AUDITED + ",");
    assertThat(exported("/export")).hasSize(AUDITED);
    get("/export?fromIndex=100001")
        .expectStatus()
        .isEqualTo(503)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("INDEX_NOT_REACHED");
  }

  private static List<String> exported(String path) {
    String text =
        String.join(
            "",
            get(path)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Log-Index", "" + AUDITED)
                .returnResult(DataBuffer.class)
                .getResponseBody()
                .map(AuditIT::textOf)
                .collectList()
                .block(PATIENCE));
    return List.of(text.split("\r?\n"));
  }

  private static String textOf(DataBuffer buffer) {
    String text = buffer.toString(UTF_8);
    DataBufferUtils.release(buffer);
    return text;
  }

  @Test
  void aClientThatStopsReadingStopsTheExportAndWhoGoesFreesItsSlot() {
    ExportSlots slots = gateway.bean(ExportSlots.class);
    List<Disposable> clients = new ArrayList<>();
    for (int i = 0; i < ExportSlots.MOST; i++) {
      clients.add(oneBuffer(get("/export").returnResult(DataBuffer.class).getResponseBody()));
    }
    await().atMost(PATIENCE).until(() -> slots.free() == 0);
    get("/export")
        .expectStatus()
        .isEqualTo(429)
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("TOO_MANY_REQUESTS");

    clients.forEach(Disposable::dispose);

    await().atMost(PATIENCE).until(() -> slots.free() == ExportSlots.MOST);
  }

  /** Takes one buffer, and then no more. */
  private static Disposable oneBuffer(Flux<DataBuffer> body) {
    BaseSubscriber<DataBuffer> subscriber =
        new BaseSubscriber<>() {
          @Override
          protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
          }

          @Override
          protected void hookOnNext(DataBuffer buffer) {
            DataBufferUtils.release(buffer);
          }
        };
    body.subscribe(subscriber);
    return subscriber;
  }
}

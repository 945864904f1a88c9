package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.gateway.GatewayHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One id from the request to the command, to each line of the log and back; and no secret there.
 */
class CorrelationIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String EMAIL = "carol.secretive@example.org";
  private static final String NAME = "Carol Namesake";
  private static final String PASSWORD = "correct horse battery";
  private static final String ADDRESS = "203.0.113.77";
  private static final String BROWSER = "Lynx/2.9-of-carol";

  private static GatewayHarness gateway;
  private static final Lines LINES = new Lines();

  /** Everything that our packages say, and what others find worth a warning. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      event.prepareForDeferredProcessing();
      all.add(event);
    }

    List<ILoggingEvent> of(String correlationId) {
      return all.stream()
          .filter(line -> correlationId.equals(line.getMDCPropertyMap().get(CorrelatedLogs.KEY)))
          .toList();
    }
  }

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            "holdfast.security.trusted-proxies=127.0.0.0/8",
            "holdfast.security.public-url=https://custody.example");
    ((Logger) LoggerFactory.getLogger("io.holdfast")).setLevel(Level.DEBUG);
    LINES.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LINES);
  }

  @AfterAll
  static void close() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LINES);
    ((Logger) LoggerFactory.getLogger("io.holdfast")).setLevel(null);
    gateway.close();
  }

  /** What a request was answered. */
  private record Said(int status, @Nullable String id, JsonNode body) {
    String text(String field) {
      return body.path(field).asString();
    }
  }

  @Test
  void aTraceThatTheRequestIsPartOfIsItsId() {
    assertThat(idFor("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
    assertThat(idFor("traceparent", "cc-" + TRACE + "-00f067aa0ba902b7-00")).isEqualTo(TRACE);
  }

  @Test
  void aTraceOfAnotherFormIsNone() {
    for (String wrong :
        List.of(
            TRACE,
            "00-" + TRACE,
            "ff-" + TRACE + "-00f067aa0ba902b7-01",
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
            "00-" + TRACE + "-0000000000000000-01",
            "00-" + TRACE.toUpperCase(java.util.Locale.ROOT) + "-00f067aa0ba902b7-01",
            "00-" + TRACE + "-00f067aa0ba902b7-01-x",
            "00-" + TRACE + "'${jndi:ldap://x}-00f067aa0ba902b7-01")) {
      assertThat(UUID.fromString(idFor("traceparent", wrong))).as(wrong).isNotNull();
    }
  }

  @Test
  void oneThatIsGivenCountsBeforeATrace() {
    assertThat(
            answer(
                    gateway
                        .web()
                        .get()
                        .uri("/health")
                        .header(Correlation.HEADER, "given-by-the-client")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"))
                .getResponseHeaders()
                .getFirst(Correlation.HEADER))
        .isEqualTo("given-by-the-client");
  }

  @Test
  void aRefusalTellsItsIdInHeaderProblemAndLog() {
    Said refused = send(HttpMethod.GET, "/api/users", null, "alice", "refused-0001");
    assertThat(refused.id()).isEqualTo("refused-0001");
    assertThat(refused.text("correlationId")).isEqualTo("refused-0001");
    assertThat(LINES.of("refused-0001"))
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains(
            "Refused with FORBIDDEN: Your role does not allow this.",
            "user:alice may not GET /api/users: FORBIDDEN");
  }

  @Test
  void aDefectIsFoundByTheIdThatItsProblemShows() {
    gateway.ledger().failWith(() -> new IllegalStateException("broken on purpose"));
    Said defect =
        send(HttpMethod.POST, "/api/accounts", Map.of("label", "Savings"), "alice", "defect-0001");
    gateway.ledger().failWith(null);
    assertThat(defect.status()).isEqualTo(500);
    assertThat(defect.body().toString()).doesNotContain("broken on purpose");
    assertThat(LINES.of("defect-0001"))
        .anySatisfy(
            line ->
                assertThat(line.getThrowableProxy().getMessage()).contains("broken on purpose"));
  }

  /** The longest way through: registered, out, in, refused, renewed, robbed, and in by a wallet. */
  @Test
  void aWholeSignInIsFoundByItsIdsAndNothingOfThePersonOrTheirSecretsIsLogged() {
    gateway.token("alice");
    int before = LINES.all.size();
    int sent = gateway.sent().all().size();
    List<String> secrets = new ArrayList<>(List.of(EMAIL, NAME, PASSWORD, BROWSER, ADDRESS));

    Said in =
        send(
            HttpMethod.POST,
            "/api/auth/register",
            Map.of("email", EMAIL, "password", PASSWORD, "name", NAME),
            null,
            "whole-0001");
    Said again =
        send(
            HttpMethod.POST,
            "/api/auth/login",
            Map.of("email", EMAIL, "password", PASSWORD),
            null,
            "whole-0002");
    send(
        HttpMethod.POST,
        "/api/auth/login",
        Map.of("email", EMAIL, "password", PASSWORD + "!"),
        null,
        "whole-0003");
    Said renewed = refresh(again.text("refreshToken"), "whole-0004");
    Said robbed = refresh(again.text("refreshToken"), "whole-0005");
    Said asked =
        send(
            HttpMethod.POST,
            "/api/auth/wallet/challenge",
            Map.of("kind", "EVM", "address", "0xabc"),
            null,
            "whole-0006");
    String nonce = asked.text("message").replaceAll(".*: ", "");
    Said proven =
        send(
            HttpMethod.POST,
            "/api/auth/wallet/verify",
            Map.of("sessionId", asked.text("sessionId"), "answer", "signed by 0xabc " + nonce),
            null,
            "whole-0007");
    Said connected =
        send(
            HttpMethod.POST,
            "/api/auth/wallet/connect",
            Map.of("connectToken", proven.text("connectToken")),
            null,
            "whole-0008");

    assertThat(List.of(in, again, renewed, asked, proven, connected))
        .allSatisfy(
            said -> assertThat(said.status()).as(said.body().toString()).isBetween(200, 201));
    assertThat(robbed.status()).isEqualTo(401);
    secrets.add(PASSWORD + "!");
    for (Said said : List.of(in, again, renewed, proven, connected)) {
      for (String field : List.of("accessToken", "refreshToken", "connectToken")) {
        Stream.of(said.text(field)).filter(token -> !token.isEmpty()).forEach(secrets::add);
      }
    }
    assertThat(secrets).hasSizeGreaterThan(12);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(LINES.of("whole-0005"))
                    .as("the theft is told on another thread than the request began on")
                    .anySatisfy(
                        line -> assertThat(line.getFormattedMessage()).contains("used twice")));
    List<ILoggingEvent> lines = LINES.all.subList(before, LINES.all.size());
    assertThat(lines)
        .filteredOn(line -> line.getFormattedMessage().contains("Refused with"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.getMDCPropertyMap()).containsKey(CorrelatedLogs.KEY));
    assertThat(lines).allSatisfy(line -> holdsNone(secrets, whole(line)));
    List<CommandMessage<?>> all = gateway.sent().all();
    assertThat(all.subList(sent, all.size()))
        .isNotEmpty()
        .allSatisfy(
            command -> {
              holdsNone(secrets, JSON.writeValueAsString(command.getPayload()));
              holdsNone(secrets, command.getPayload() + " " + command.getMetaData());
              assertThat((String) command.getMetaData().get(MetaKeys.CORRELATION_ID))
                  .startsWith("whole-000");
            });
  }

  private static void holdsNone(List<String> secrets, String text) {
    assertThat(secrets).noneMatch(text::contains);
  }

  private static String whole(ILoggingEvent line) {
    return line.getFormattedMessage()
        + " "
        + line.getMDCPropertyMap()
        + " "
        + (line.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(line.getThrowableProxy()));
  }

  private static Said refresh(String token, String id) {
    return send(HttpMethod.POST, "/api/auth/refresh", Map.of("refreshToken", token), null, id);
  }

  private static Said send(
      HttpMethod method,
      String path,
      @Nullable Map<String, ?> body,
      @Nullable String caller,
      String id) {
    WebTestClient client = caller == null ? gateway.web() : gateway.as(caller);
    WebTestClient.RequestBodySpec request =
        client
            .method(method)
            .uri(path)
            .header(Correlation.HEADER, id)
            .header("Idempotency-Key", id)
            .header("X-Forwarded-For", ADDRESS)
            .header("User-Agent", BROWSER);
    if (body != null) {
      request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
    EntityExchangeResult<byte[]> answer = answer(request);
    return new Said(
        answer.getStatus().value(),
        answer.getResponseHeaders().getFirst(Correlation.HEADER),
        JSON.readTree(answer.getResponseBody()));
  }

  private static String idFor(String header, String value) {
    return answer(gateway.web().get().uri("/health").header(header, value))
        .getResponseHeaders()
        .getFirst(Correlation.HEADER);
  }

  private static EntityExchangeResult<byte[]> answer(WebTestClient.RequestHeadersSpec<?> request) {
    return request.exchange().expectBody().returnResult();
  }
}

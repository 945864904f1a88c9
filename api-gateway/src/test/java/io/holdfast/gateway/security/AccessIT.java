package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.identity.Role;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.content.ContentStage;
import io.holdfast.gateway.security.Access.Named;
import io.holdfast.gateway.security.Access.Outcome;
import io.holdfast.gateway.security.AccessRules.Matter;
import io.holdfast.gateway.security.AccessRules.Rule;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.messaging.handler.CompositeMessageCondition;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/**
 * The policy, called: every endpoint and every stream, as nobody and in every role, for one's own,
 * another's and what is not there. The program does not start with an endpoint that has no row, and
 * a row that has no request here fails.
 */
class AccessIT {
  private static GatewayHarness gateway;
  private static AccessStreams streams;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("harness.shillings=true");
    AccessStage.set(gateway.ledger());
    AccessStage.linkWallets(gateway.identity());
    AccessStage.addWebhooks(gateway.bean(DataSource.class));
    AccessStage.callers().keySet().forEach(name -> ContentStage.put(gateway, name));
    ContentStage.put(gateway, "bob");
    streams = new AccessStreams(gateway);
  }

  @AfterAll
  static void close() {
    streams.close();
    gateway.close();
  }

  @TestFactory
  Stream<DynamicTest> everyEndpointDoesForEverybodyWhatThePolicySays() {
    return AccessRules.ALL.stream()
        .flatMap(
            rule ->
                Access.namedIn(rule).stream()
                    .flatMap(
                        named ->
                            Stream.concat(
                                Stream.of(nobodyTries(rule, named)),
                                AccessStage.callers().entrySet().stream()
                                    .filter(_ -> !rule.isOpen())
                                    .map(
                                        caller ->
                                            tries(
                                                rule,
                                                named,
                                                caller.getKey(),
                                                caller.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> everyStreamShowsEverybodyWhatThePolicySays() {
    AccessStage.linkWallets(gateway.identity());
    return AccessRules.STREAMS.stream()
        .flatMap(
            stream ->
                Access.namedIn(stream).stream()
                    .flatMap(
                        named ->
                            Stream.concat(
                                Stream.of(watches(stream, named, null, null)),
                                AccessStage.callers().entrySet().stream()
                                    .map(
                                        caller ->
                                            watches(
                                                stream,
                                                named,
                                                caller.getKey(),
                                                caller.getValue())))));
  }

  @Test
  void everyRowIsOfAnEndpoint() {
    Set<String> endpoints =
        gateway.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
            .flatMap(
                mapping ->
                    mapping.getPatternsCondition().getPatterns().stream()
                        .flatMap(
                            pattern ->
                                mapping.getMethodsCondition().getMethods().stream()
                                    .map(method -> method + " " + pattern.getPatternString())))
            .collect(Collectors.toSet());
    assertThat(AccessRules.ALL)
        .extracting(rule -> rule.method() + " " + rule.pattern())
        .doesNotHaveDuplicates()
        .isSubsetOf(endpoints);
  }

  @Test
  void beyondViewsRSocketHasAnEchoOnly() {
    assertThat(gateway.bean(RSocketMessageHandler.class).getHandlerMethods().keySet())
        .flatExtracting(AccessIT::patternsOf)
        .containsOnly("view.{view}", "order.{orderId}", "ping");
  }

  @Test
  void theTableAdmitsNoAuditorToAnyWriteButOfHowTheyThemselvesAreIn() {
    assertThat(AccessRules.ALL)
        .filteredOn(rule -> !HttpMethod.GET.equals(rule.method()))
        .filteredOn(rule -> rule.matter() != Matter.OWN_ACCESS)
        .allSatisfy(rule -> assertThat(rule.roles()).doesNotContain(Role.AUDITOR));
  }

  @Test
  void whoMayNotGetMayNotAskForTheHeadersEither() {
    List<Rule> staffs =
        AccessRules.ALL.stream()
            .filter(rule -> HttpMethod.GET.equals(rule.method()))
            .filter(rule -> !rule.isOpen() && !rule.roles().contains(Role.CUSTOMER))
            .toList();
    assertThat(staffs).isNotEmpty();
    for (Rule rule : staffs) {
      String path = AccessWish.path(rule, "alice", Named.OWN);
      assertThat(statusOf(gateway.as("alice").head().uri(path))).as(path).isEqualTo(403);
      assertThat(statusOf(gateway.web().head().uri(path))).as(path).isEqualTo(401);
    }
  }

  @Test
  void aPathThatIsWrittenOtherwiseLetsNobodyElseIn() {
    for (String twisted :
        List.of(
            "/api//users",
            "/api/users/",
            "/api/./users",
            "/api/x/../users",
            "/api/%75sers",
            "/api/users;x=1",
            "/api/users%2f",
            "/API/users",
            "//api/users")) {
      assertThat(statusOf(gateway.as("alice").get().uri(java.net.URI.create(base() + twisted))))
          .as(twisted)
          .isGreaterThanOrEqualTo(400)
          .isLessThan(500);
    }
  }

  @Test
  void anotherMethodThanTheRowsGetsNobodyIn() {
    for (HttpMethod method : List.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.TRACE)) {
      assertThat(statusOf(gateway.as("adam").method(method).uri("/api/users/user:bob/roles")))
          .as(method.name())
          .isBetween(400, 499);
    }
  }

  @Test
  void aCustomerWhoAsksForAnothersAccountsGetsTheirOwn() {
    assertThat(owners(get("alice", "/api/accounts?owner=user:bob"))).containsOnly("user:alice");
    assertThat(owners(get("olivia", "/api/accounts?owner=user:bob"))).containsOnly("user:bob");
  }

  @Test
  void boundaryAccountsAreMovedByNobody() {
    String transfer =
        """
        {"fromAccountId":"%s","toAccountId":"%s","asset":"BTC","amount":"5"}
        """;
    gateway
        .post("adam", "/api/transfers", transfer.formatted("boundary:world:bitcoin", "account:a"))
        .expectStatus()
        .isBadRequest();
    gateway
        .post(
            "bob",
            "/api/transfers",
            transfer.formatted("account:bob-main", "boundary:fees:bitcoin"))
        .expectStatus()
        .isBadRequest();
  }

  private static DynamicTest nobodyTries(Rule rule, Named named) {
    return dynamicTest(title(rule, named, "nobody"), () -> judge(rule, named, null, null));
  }

  private static DynamicTest tries(Rule rule, Named named, String caller, Role role) {
    return dynamicTest(title(rule, named, role.name()), () -> judge(rule, named, caller, role));
  }

  private static String title(Rule rule, Named named, String who) {
    return "%s %s, %s, by %s".formatted(rule.method(), rule.pattern(), named, who);
  }

  private static void judge(Rule rule, Named named, @Nullable String caller, @Nullable Role role) {
    Outcome expected = Access.of(rule.roles(), rule.whose(), role, named);
    WebTestClient client = caller == null ? gateway.web() : gateway.as(caller);
    int sent = gateway.sent().all().size();
    int carriedOut = gateway.sent().carriedOut().size();
    String correlationId = UUID.randomUUID().toString();

    EntityExchangeResult<byte[]> answer =
        send(client, rule, caller == null ? "alice" : caller, named, correlationId);

    switch (expected) {
      case OPEN -> assertThat(answer.getStatus().value()).isIn(200, 201, 401, 404);
      case DONE -> {
        assertThat(answer.getStatus().is2xxSuccessful()).as(textOf(answer)).isTrue();
        assertAudited(rule, sent, "user:" + caller, correlationId);
      }
      case OWN_ROWS -> assertThat(owners(answer)).containsOnly("user:" + caller);
      case ALL_ROWS -> assertThat(owners(answer)).contains("user:" + caller, "user:bob");
      case NOT_FOUND -> refused(answer, 404, "NOT_FOUND", carriedOut);
      case FORBIDDEN -> {
        refused(answer, 403, null, carriedOut);
        if (!rule.roles().contains(role)) {
          assertThat(gateway.sent().all()).hasSize(sent);
        }
      }
      case NOT_SIGNED_IN -> {
        refused(answer, 401, "NOT_SIGNED_IN", carriedOut);
        assertThat(gateway.sent().all()).hasSize(sent);
      }
    }
    if (caller != null && endsSessions(rule)) {
      gateway.forget(caller);
    }
  }

  private static boolean endsSessions(Rule rule) {
    return rule.matter() != Matter.LEDGER
        && rule.matter() != Matter.CONTENT
        && !HttpMethod.GET.equals(rule.method());
  }

  private static void refused(
      EntityExchangeResult<byte[]> answer, int status, @Nullable String code, int carriedOut) {
    assertThat(answer.getStatus().value()).as(textOf(answer)).isEqualTo(status);
    String told = json(answer).path("code").asString();
    assertThat(told)
        .isIn(code == null ? Set.of("FORBIDDEN", "APPROVER_IS_REQUESTER") : Set.of(code));
    assertThat(gateway.sent().carriedOut()).as("nothing changes").hasSize(carriedOut);
  }

  /** Whatever is done carries who did it, by which the log tells it for ever. */
  private static void assertAudited(Rule rule, int before, String actor, String correlationId) {
    List<CommandMessage<?>> all = gateway.sent().all();
    List<CommandMessage<?>> since = all.subList(before, all.size());
    if (HttpMethod.GET.equals(rule.method())) {
      assertThat(since).isEmpty();
      return;
    }
    if (rule.matter() == Matter.LEDGER) {
      assertThat(since)
          .isNotEmpty()
          .allSatisfy(
              command ->
                  assertThat((String) command.getMetaData().get(MetaKeys.SESSION))
                      .as("the session's id and no token of it")
                      .matches("session:[^.|]{1,64}"));
    }
    assertThat(since)
        .allSatisfy(
            command ->
                assertThat(command.getMetaData())
                    .containsEntry(MetaKeys.ACTOR, actor)
                    .containsEntry(MetaKeys.CORRELATION_ID, correlationId)
                    .containsKey(MetaKeys.REQUEST_ID));
  }

  private static DynamicTest watches(
      AccessRules.Stream stream, Named named, @Nullable String caller, @Nullable Role role) {
    String who = role == null ? "nobody" : role.name();
    return dynamicTest(
        "%s, %s, by %s".formatted(stream.view(), named, who),
        () ->
            streams.judge(
                stream, named, caller, Access.of(stream.roles(), stream.whose(), role, named)));
  }

  private static EntityExchangeResult<byte[]> send(
      WebTestClient client, Rule rule, String caller, Named named, String correlationId) {
    WebTestClient.RequestBodySpec request =
        client
            .method(rule.method())
            .uri(AccessWish.path(rule, caller, named))
            .header(Correlation.HEADER, correlationId)
            .header("Idempotency-Key", UUID.randomUUID().toString());
    String body = AccessWish.body(rule, caller, named);
    if (body != null) {
      request
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(body.replace("{password}", gateway.password()));
    }
    return request.exchange().expectBody().returnResult();
  }

  private static EntityExchangeResult<byte[]> get(String caller, String path) {
    return gateway.as(caller).get().uri(path).exchange().expectBody().returnResult();
  }

  private static Set<String> owners(EntityExchangeResult<byte[]> answer) {
    assertThat(answer.getStatus().value()).as(textOf(answer)).isEqualTo(200);
    return StreamSupport.stream(json(answer).path("items").spliterator(), false)
        .map(AccessIT::ownerOf)
        .collect(Collectors.toSet());
  }

  /** Of an order on this stage, the buyer. */
  static String ownerOf(JsonNode row) {
    return row.path(row.has("buyerId") ? "buyerId" : "ownerId").asString();
  }

  private static JsonNode json(EntityExchangeResult<byte[]> answer) {
    return DoorJson.mapper().readTree(textOf(answer));
  }

  private static String textOf(EntityExchangeResult<byte[]> answer) {
    byte[] body = answer.getResponseBody();
    return body == null ? "{}" : new String(body, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int statusOf(WebTestClient.RequestHeadersSpec<?> request) {
    return request.exchange().expectBody().returnResult().getStatus().value();
  }

  private static String base() {
    return "http://127.0.0.1:" + gateway.port();
  }

  private static Set<String> patternsOf(CompositeMessageCondition condition) {
    return condition.getCondition(DestinationPatternsMessageCondition.class).getPatterns();
  }
}

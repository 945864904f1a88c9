package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.holdfast.api.identity.Role;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.SessionView;
import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.security.AccessRules.Matter;
import io.holdfast.gateway.security.AccessRules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Every endpoint against every role. The table of rules has a row for each endpoint, or the program
 * does not start; here each row has a request that would do something, and every role sends it.
 */
class AccessIT {
  private static final Map<String, Role> PEOPLE =
      Map.of(
          "alice", Role.CUSTOMER,
          "olivia", Role.OPERATOR,
          "adam", Role.ADMINISTRATOR,
          "audrey", Role.AUDITOR);

  private static final String WALLET = "{\"kind\":\"EVM\",\"address\":\"0xabc\"}";

  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("/api/auth/login", "{\"email\":\"x\",\"password\":\"y\"}"),
          Map.entry(
              "/api/auth/register",
              "{\"email\":\"new@sandbox.test\",\"password\":\"a long password\",\"name\":\"New\"}"),
          Map.entry("/api/auth/refresh", "{}"),
          Map.entry("/api/auth/wallet/challenge", WALLET),
          Map.entry("/api/auth/wallet/link", WALLET),
          Map.entry("/api/auth/wallet/verify", "{\"sessionId\":\"session:none\",\"answer\":\"x\"}"),
          Map.entry("/api/auth/wallet/connect", "{}"),
          Map.entry("/api/auth/wallet/disconnect", "{}"),
          Map.entry("/api/auth/logout", "{}"),
          Map.entry("/api/users/{userId}/roles", "{\"roles\":[\"CUSTOMER\"]}"),
          Map.entry(
              "/api/admin/rails/{rail}/decisions",
              "{\"decision\":\"ACCEPT_BRANCH\",\"branch\":\"08ff\",\"reason\":\"All others follow it.\"}"),
          Map.entry("/api/accounts", "{\"label\":\"Savings\"}"),
          Map.entry(
              "/api/integration/configure", "{\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"5\"}}"),
          Map.entry("/api/integration/bitcoin-deposit", "{\"accountId\":\"account:$-main\"}"),
          Map.entry(
              "/api/integration/token-withdrawal",
              "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\",\"amount\":\"5\","
                  + "\"destination\":\"bcrt1qelsewhere\"}"),
          Map.entry(
              "/api/accounts/{accountId}/destinations",
              "{\"rail\":\"bitcoin\",\"address\":\"bcrt1qelsewhere\"}"),
          Map.entry(
              "/api/transfers",
              "{\"fromAccountId\":\"account:$-main\",\"toAccountId\":\"account:bob-main\","
                  + "\"asset\":\"BTC\",\"amount\":\"5\"}"),
          Map.entry(
              "/api/deposit-requests", "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\"}"),
          Map.entry(
              "/api/withdrawals",
              "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\",\"amount\":\"5\","
                  + "\"destination\":\"bcrt1qelsewhere\"}"),
          Map.entry(
              "/api/mints",
              "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\",\"amount\":\"5\"}"),
          Map.entry("/api/withdrawals/{withdrawalId}/approvals", "{}"),
          Map.entry("/api/withdrawals/{withdrawalId}/rejections", "{\"reason\":\"No.\"}"),
          Map.entry("/api/withdrawals/{withdrawalId}/cancellations", "{}"),
          Map.entry(
              "/api/sandbox/{rail}/payments",
              "{\"outputs\":[{\"address\":\"bcrt1qus\",\"amount\":\"7\"}]}"),
          Map.entry(
              "/api/admin/replays",
              "{\"what\":\"PROJECTIONS\",\"projections\":[\"RAILS\"],\"reason\":\"A test.\"}"),
          Map.entry("/api/admin/replays/{replayId}/cancellations", "{}"),
          Map.entry("/api/admin/parked/{parkedId}/retries", "{}"),
          Map.entry("/api/admin/parked/{parkedId}/discards", "{\"reason\":\"A test.\"}"),
          Map.entry("/api/reconciliation/runs", "{\"asset\":\"BTC\"}"),
          Map.entry("/api/reconciliation/cases/{caseId}/explanations", "{\"reason\":\"A test.\"}"),
          Map.entry("/api/sandbox/{rail}/blocks", "{\"count\":1}"),
          Map.entry("/api/sandbox/{rail}/automine", "{\"intervalSeconds\":0}"),
          Map.entry("/api/sandbox/{rail}/reorganisations", "{\"depthBlocks\":1}"),
          Map.entry("/api/sandbox/{rail}/stalls", "{\"stalled\":true}"));

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    FakeLedger ledger = gateway.ledger();
    ledger.put(person("user:ghost"));
    for (String name : PEOPLE.keySet()) {
      ledger.put(session("session:" + name, "user:" + name));
      ledger.put(
          ledger.withdrawal(
              "withdrawal:" + name, "account:" + name + "-main", "user:" + name, "APPROVED"));
    }
    ledger.put(
        ledger.withdrawal("withdrawal:bob", "account:bob-main", "user:bob", "AWAITING_APPROVAL"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @TestFactory
  Stream<DynamicTest> everyEndpointAdmitsItsRolesAndNobodyElse() {
    return AccessRules.ALL.stream()
        .flatMap(
            rule ->
                Stream.concat(
                    Stream.of(
                        dynamicTest(
                            rule.method() + " " + rule.pattern() + " by nobody",
                            () -> nobodyGetsIn(rule))),
                    PEOPLE.entrySet().stream()
                        .filter(_ -> !rule.isOpen())
                        .map(
                            person ->
                                dynamicTest(
                                    rule.method()
                                        + " "
                                        + rule.pattern()
                                        + " by "
                                        + person.getValue(),
                                    () -> judge(rule, person.getKey(), person.getValue())))));
  }

  @Test
  void theTableAdmitsNoAuditorToAnyWriteButOfHowTheyThemselvesAreIn() {
    assertThat(AccessRules.ALL)
        .filteredOn(rule -> !HttpMethod.GET.equals(rule.method()))
        .filteredOn(rule -> rule.matter() != Matter.OWN_ACCESS)
        .allSatisfy(rule -> assertThat(rule.roles()).doesNotContain(Role.AUDITOR));
  }

  @Test
  void everyPostOfTheTableIsTriedWithABody() {
    assertThat(AccessRules.ALL)
        .filteredOn(rule -> HttpMethod.POST.equals(rule.method()))
        .allSatisfy(rule -> assertThat(BODIES).containsKey(rule.pattern()));
  }

  private static void nobodyGetsIn(Rule rule) {
    int status = send(gateway.web(), rule, "alice");
    if (rule.isOpen()) {
      assertThat(status).isIn(200, 201, 401, 404);
    } else {
      assertThat(status).isEqualTo(401);
    }
  }

  private static void judge(Rule rule, String name, Role role) {
    int status = send(gateway.as(name), rule, name);
    if (rule.matter() == Matter.OWN_ACCESS && !HttpMethod.GET.equals(rule.method())) {
      gateway.forget(name);
    }
    if (rule.roles().contains(role)) {
      assertThat(status).isIn(expectedOf(rule));
    } else {
      assertThat(status).isEqualTo(403);
    }
  }

  /** What does not exist in the fake ledger is not found, by those who may look. */
  private static Set<Integer> expectedOf(Rule rule) {
    return rule.pattern().contains("{requestId}") || rule.pattern().contains("{depositId}")
        ? Set.of(404)
        : Set.of(200, 201, 202, 204);
  }

  private static int send(WebTestClient client, Rule rule, String name) {
    WebTestClient.RequestBodySpec request =
        client
            .method(rule.method())
            .uri(pathOf(rule, name))
            .header("Idempotency-Key", UUID.randomUUID().toString());
    if (HttpMethod.POST.equals(rule.method())) {
      request
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(BODIES.get(rule.pattern()).replace("$", name));
    }
    return request.exchange().expectBody().returnResult().getStatus().value();
  }

  private static SessionView session(String id, String owner) {
    return new SessionView(
        id, owner, "EVM", "ACTIVE", List.of(), null, null, 1, 1, 2, null, null, 1);
  }

  private static PersonView person(String id) {
    return new PersonView(
        id, null, null, null, List.of("CUSTOMER"), List.of(), "REGISTERED", 0, 1, null, 1);
  }

  private static String pathOf(Rule rule, String name) {
    boolean judging =
        rule.pattern().endsWith("/approvals") || rule.pattern().endsWith("/rejections");
    return rule.pattern()
        .replace("{accountId}", "account:" + name + "-main")
        .replace("{withdrawalId}", "withdrawal:" + (judging ? "bob" : name))
        .replace("{id}", "withdrawal:" + name)
        .replace("{requestId}", "deposit-request:none")
        .replace("{depositId}", "deposit:none")
        .replace("{sessionId}", "session:" + name)
        .replace("{walletId}", "wallet:evm:0xabc")
        .replace("{userId}", rule.pattern().endsWith("/personal-data") ? "user:ghost" : "user:bob")
        .replace("{caseId}", FakeLedger.CASE)
        .replace("{parkedId}", FakeLedger.PARKED)
        .replace("{replayId}", FakeLedger.REPLAY)
        .replace("{rail}", "bitcoin")
        .replace("{address}", "bcrt1qelsewhere");
  }
}

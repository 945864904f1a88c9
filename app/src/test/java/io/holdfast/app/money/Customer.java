package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import tools.jackson.databind.JsonNode;

/** A person with money in the ledger: what they ask for, and what they then see. */
record Customer(Person person) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A wish to pay in, on an account of its own. */
  record Deposit(String accountId, String requestId, String address) {}

  /** Any amount, within a day. */
  Deposit deposit() {
    return deposit(Map.of());
  }

  Deposit deposit(String expected) {
    return deposit(Map.of("expected", expected));
  }

  Deposit deposit(Map<String, ?> terms) {
    String account =
        person.post("/api/accounts", Map.of("label", "Test")).get("accountId").asString();
    Map<String, Object> wish = new HashMap<>(Map.of("accountId", account, "asset", "BTC"));
    wish.putAll(terms);
    JsonNode request = person.post("/api/deposit-requests", wish);
    return new Deposit(
        account, request.get("requestId").asString(), request.get("address").asString());
  }

  /** To an address that is put on the account's list first. Answers with the withdrawal's id. */
  String withdraw(Deposit from, long sats, String destination) {
    person.post(
        "/api/accounts/" + from.accountId() + "/destinations",
        Map.of("rail", "bitcoin", "address", destination));
    return person
        .post(
            "/api/withdrawals",
            Map.of(
                "accountId",
                from.accountId(),
                "asset",
                "BTC",
                "amount",
                Long.toString(sats),
                "destination",
                destination))
        .get("withdrawalId")
        .asString();
  }

  void awaitDeposit(Deposit deposit, String transaction, String state) {
    awaitThat(
        () ->
            assertThat(person.get("/api/deposits?requestId=" + deposit.requestId()).get("items"))
                .filteredOn(each -> each.get("transaction").asString().equals(transaction))
                .extracting(each -> each.get("state").asString())
                .containsExactly(state));
  }

  JsonNode awaitWithdrawal(String withdrawalId, String state) {
    String path = "/api/withdrawals/" + withdrawalId;
    awaitThat(
        () -> {
          JsonNode withdrawal = person.get(path);
          assertThat(withdrawal.get("state").asString()).as(withdrawal.toString()).isEqualTo(state);
        });
    return person.get(path);
  }

  void awaitOutcome(Deposit deposit, String outcome) {
    awaitThat(() -> assertThat(outcome(deposit)).isEqualTo(outcome));
  }

  String outcome(Deposit deposit) {
    return person.get("/api/deposit-requests/" + deposit.requestId()).get("outcome").asString();
  }

  void awaitAvailable(Deposit deposit, long sats) {
    awaitThat(() -> assertThat(available(deposit)).isEqualTo(sats));
  }

  long available(Deposit deposit) {
    return amount(deposit, "available");
  }

  long posted(Deposit deposit) {
    return amount(deposit, "posted");
  }

  long held(Deposit deposit) {
    return amount(deposit, "held");
  }

  /** Zero as long as nothing was ever posted. */
  private long amount(Deposit deposit, String kind) {
    for (JsonNode each : person.get("/api/accounts/" + deposit.accountId()).get("balances")) {
      if (each.get("asset").asString().equals("BTC")) {
        return Long.parseLong(each.get(kind).asString());
      }
    }
    return 0;
  }

  void awaitRail(String state) {
    awaitThat(
        () ->
            assertThat(person.get("/api/rails/bitcoin").get("state").asString()).isEqualTo(state));
  }

  static void awaitThat(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}

package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AllowDestination;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.GatewayHarness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whose rows are seen and whose money is moved, whatever the role. */
class OwnershipIT {
  private static final String BOBS_TRANSFER =
      """
      {"fromAccountId":"account:bob-main","toAccountId":"account:alice-main","asset":"BTC","amount":"5"}
      """;
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    FakeLedger ledger = gateway.ledger();
    ledger.put(ledger.withdrawal("withdrawal:bobs", "account:bob-main", "user:bob", "APPROVED"));
    ledger.put(
        ledger.withdrawal("withdrawal:olivias", "account:olivia-main", "user:olivia", "APPROVED"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void toACustomerOtherPeoplesThingsDoNotExist() {
    for (String path :
        new String[] {
          "/api/accounts/account:bob-main",
          "/api/accounts/account:bob-main/journal",
          "/api/withdrawals/withdrawal:bobs"
        }) {
      expect(gateway.as("alice").get().uri(path).exchange(), 404, "NOT_FOUND");
      expect(gateway.as("audrey").get().uri(path).exchange(), 200, null);
    }
  }

  @Test
  void aListShowsACustomerOwnRowsAlsoWhenAskedForAnothersAndStaffOneOwnersRows() {
    owners("alice", "/api/accounts?owner=user:bob").isEqualTo("user:alice");
    owners("olivia", "/api/accounts?owner=user:bob").isEqualTo("user:bob");
  }

  @Test
  void nobodyMovesAnothersMoneyWhateverTheRole() {
    expect(gateway.post("alice", "/api/transfers", BOBS_TRANSFER), 404, "NOT_FOUND");
    expect(gateway.post("adam", "/api/transfers", BOBS_TRANSFER), 403, "FORBIDDEN");
    String withdrawal =
        """
        {"accountId":"account:bob-main","asset":"BTC","amount":"5","destination":"bcrt1qx"}
        """;
    expect(gateway.post("alice", "/api/withdrawals", withdrawal), 404, "NOT_FOUND");
    expect(gateway.post("olivia", "/api/withdrawals", withdrawal), 403, "FORBIDDEN");
    String deposit = "{\"accountId\":\"account:bob-main\",\"asset\":\"BTC\"}";
    expect(gateway.post("alice", "/api/deposit-requests", deposit), 404, "NOT_FOUND");
    String destination = "{\"rail\":\"bitcoin\",\"address\":\"bcrt1qx\"}";
    expect(
        gateway.post("alice", "/api/accounts/account:bob-main/destinations", destination),
        404,
        "NOT_FOUND");
    expect(
        gateway
            .as("adam")
            .delete()
            .uri("/api/accounts/account:bob-main/destinations/bitcoin/bcrt1qx")
            .exchange(),
        403,
        "FORBIDDEN");
    assertThat(gateway.ledger().commands(PostEntry.class)).isEmpty();
    assertThat(gateway.ledger().commands(RequestWithdrawal.class)).isEmpty();
    assertThat(gateway.ledger().commands(AllowDestination.class)).isEmpty();
  }

  @Test
  void nobodyJudgesOrCancelsWhatIsNotTheirsToJudge() {
    expect(
        gateway.post("olivia", "/api/withdrawals/withdrawal:olivias/approvals", "{}"),
        403,
        "APPROVER_IS_REQUESTER");
    expect(
        gateway.post("adam", "/api/withdrawals/withdrawal:bobs/cancellations", "{}"),
        403,
        "FORBIDDEN");
    expect(
        gateway.post("alice", "/api/withdrawals/withdrawal:bobs/cancellations", "{}"),
        404,
        "NOT_FOUND");
    assertThat(gateway.ledger().commands(ApproveWithdrawal.class)).isEmpty();
    assertThat(gateway.ledger().commands(CancelWithdrawal.class)).isEmpty();
  }

  @Test
  void boundaryAccountsAreNobodys() {
    String transfer = BOBS_TRANSFER.replace("account:bob-main", "boundary:world:bitcoin");
    expect(gateway.post("adam", "/api/transfers", transfer), 400, "MALFORMED_ID");
    String to = BOBS_TRANSFER.replace("account:alice-main", "boundary:fees:bitcoin");
    expect(gateway.post("bob", "/api/transfers", to), 400, "MALFORMED_ID");
  }

  private static void expect(WebTestClient.ResponseSpec answer, int status, String code) {
    WebTestClient.BodyContentSpec body = answer.expectStatus().isEqualTo(status).expectBody();
    if (code != null) {
      body.jsonPath("$.code").isEqualTo(code);
    }
  }

  private static org.springframework.test.web.reactive.server.JsonPathAssertions owners(
      String name, String path) {
    return gateway
        .as(name)
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[*].ownerId");
  }
}

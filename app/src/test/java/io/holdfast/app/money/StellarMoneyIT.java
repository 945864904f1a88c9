package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole program with the Stellar rail beside Bitcoin's, in the sandbox, by REST alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StellarMoneyIT {
  private static final long LUMENS = Genesis.STROOPS_PER_LUMEN;
  private static final long FEE = 1_000;

  /** The sandbox's own payer, as the guide names it. */
  private static final String OUTSIDE = "GBZDGEFQUQV2RNNLDJTRKW5EI4IWBYHCQOPO5NMX6AETERDCYQVEBU2T";

  @TempDir static Path data;

  private Program program;
  private Person alice;

  @BeforeAll
  void run() throws IOException {
    program =
        Program.start(
            data,
            "--spring.profiles.active=stellar",
            "--holdfast.rails.stellar.poll-interval-millis=50",
            "--holdfast.rails.stellar.fee-stroops=300",
            "--holdfast.rails.stellar.watch-contracts="
                + StrKey.encode(Genesis.NETWORK.contractOf(Genesis.USDC)));
    alice = program.signInToSandbox("alice");
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  @Test
  @Order(1)
  void aPaymentIsCreditedAndFinalAtOnceByItsAddressAndByItsMemo() {
    String account = account("lumens");
    String address = address(account, "XLM");
    pay(address, 25 * LUMENS, "XLM");
    awaitBalance(account, "XLM", 25 * LUMENS);

    ScAddress.Muxed muxed = (ScAddress.Muxed) StrKey.decode(address);
    String withMemo = StrKey.encode(new ScAddress.Account(muxed.key())) + "?memo=" + muxed.id();
    pay(withMemo, 5 * LUMENS, "XLM");
    awaitBalance(account, "XLM", 30 * LUMENS);

    assertThat(deposits(account))
        .extracting(each -> each.get("state").asString())
        .containsOnly("FINAL");
  }

  @Test
  @Order(2)
  void aTokenComesInAndGoesOut() {
    String account = account("tokens");
    pay(address(account, "USDC"), 9 * LUMENS, "USDC");
    awaitBalance(account, "USDC", 9 * LUMENS);

    JsonNode settled = withdraw(account, "USDC", 4 * LUMENS, OUTSIDE);

    assertThat(settled.get("chainFee").asString()).isEqualTo("0");
    awaitBalance(account, "USDC", 5 * LUMENS - FEE);
  }

  @Test
  @Order(3)
  void lumensGoOutToAnAddressWithAMemo() {
    String account = account("out");
    pay(address(account, "XLM"), 20 * LUMENS, "XLM");
    awaitBalance(account, "XLM", 20 * LUMENS);

    JsonNode settled = withdraw(account, "XLM", 7 * LUMENS, OUTSIDE + "?memo=77");

    assertThat(settled.get("chainFee").asString()).isEqualTo("100");
    awaitBalance(account, "XLM", 13 * LUMENS - FEE);
  }

  @Test
  @Order(4)
  void whatIsNoStellarAddressIsRefused() {
    String account = account("refused");

    assertThat(
            alice.refusal(
                "/api/accounts/" + account + "/destinations",
                Map.of(
                    "rail", "stellar", "address", "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080")))
        .isEqualTo("ADDRESS_MALFORMED");
    assertThat(
            alice.refusal(
                "/api/accounts/" + account + "/destinations",
                Map.of("rail", "stellar", "address", address(account, "XLM"))))
        .isEqualTo("ADDRESS_IS_OURS");
  }

  @Test
  @Order(5)
  void theLinkForWalletsNamesAccountMemoAssetAndAmount() {
    String account = account("linked");
    JsonNode request =
        alice.post(
            "/api/deposit-requests",
            Map.of("accountId", account, "asset", "USDC", "expected", "25000000"));
    ScAddress.Muxed muxed = (ScAddress.Muxed) StrKey.decode(request.get("address").asString());

    String path = "/api/deposit-requests/" + request.get("requestId").asString();
    assertThat(alice.get(path + "/payment-link").get("uri").asString())
        .isEqualTo(
            "web+stellar:pay?destination="
                + StrKey.encode(new ScAddress.Account(muxed.key()))
                + "&amount=2.5&asset_code=USDC&asset_issuer="
                + Genesis.USDC.text().substring("USDC:".length())
                + "&memo="
                + muxed.id()
                + "&memo_type=MEMO_ID");
  }

  @Test
  @Order(6)
  void aPaymentWithoutAMemoIsKeptAsideForStaffToSee() throws IOException {
    ScAddress.Muxed muxed = (ScAddress.Muxed) StrKey.decode(address(account("forgotten"), "XLM"));

    pay(StrKey.encode(new ScAddress.Account(muxed.key())), 6 * LUMENS + 1, "XLM");

    Person olivia = program.signInToSandbox("olivia");
    Customer.awaitThat(
        () ->
            assertThat(olivia.get("/api/deposits").get("items").valueStream())
                .filteredOn(each -> each.get("amount").asString().equals("60000001"))
                .extracting(each -> each.get("state").asString())
                .containsExactly("SUSPENSE"));
  }

  @Test
  @Order(7)
  void newTokensAreMadeByTwoPeopleAndBurntAgain() throws IOException {
    Person olivia = program.signInToSandbox("olivia");
    Person adam = program.signInToSandbox("adam");
    String account = account("made");
    assertThat(
            olivia.refusal(
                "/api/mints", Map.of("accountId", account, "asset", "XLM", "amount", "500000000")))
        .isEqualTo("UNKNOWN_ASSET");
    String id =
        olivia
            .post(
                "/api/mints", Map.of("accountId", account, "asset", "USDC", "amount", "500000000"))
            .get("withdrawalId")
            .asString();
    String path = "/api/withdrawals/" + id;
    assertThat(olivia.refusal(path + "/approvals", Map.of())).isEqualTo("APPROVER_IS_REQUESTER");

    adam.post(path + "/approvals", Map.of());

    awaitBalance(account, "USDC", 500_000_000);
    assertThat(alice.get(path).get("state").asString()).isEqualTo("SETTLED");
    assertThat(
            asset(olivia.get("/api/integration/system-overview"), "USDC").get("minted").asString())
        .isEqualTo("500000000");
    withdraw(account, "USDC", 200_000_000, "burn");
    awaitBalance(account, "USDC", 300_000_000 - FEE);
    assertThat(
            olivia
                .get("/api/rails/stellar/contract-events?topic=burn")
                .get("items")
                .valueStream()
                .map(each -> each.get("content").get("data").asString()))
        .containsExactly("200000000");
    assertThat(olivia.get("/api/integration/system-overview").get("contracts").valueStream())
        .hasSize(2)
        .allMatch(each -> each.get("rail").asString().equals("stellar"))
        .allMatch(each -> each.get("contract").asString().startsWith("C"))
        .anyMatch(each -> each.get("events").asLong() > 0 && each.get("lastHeight").asLong() > 0);
  }

  private static JsonNode asset(JsonNode overview, String code) {
    return overview
        .get("assets")
        .valueStream()
        .filter(each -> each.get("asset").asString().equals(code))
        .findAny()
        .orElseThrow();
  }

  @Test
  @Order(8)
  void theChainHoldsWhatTheLedgerOwesOfEachAssetAndTheRestIsNamed() throws IOException {
    assertAgrees("USDC", Map.of());
    assertAgrees(
        "XLM",
        Map.of(
            "there before the first block",
            Long.toString(100 * LUMENS),
            "payments in suspense",
            "60000001"));
  }

  @Test
  @Order(9)
  void aRestartFollowsTheSameLedgersOn() throws IOException {
    String account = account("later");
    String address = address(account, "XLM");
    program.close();
    run();

    pay(address, 3 * LUMENS, "XLM");

    awaitBalance(account, "XLM", 3 * LUMENS);
    assertThat(alice.get("/api/rails/stellar").get("state").asString()).isEqualTo("FOLLOWING");
    assertAgrees("XLM", Map.of("there before the first block", Long.toString(100 * LUMENS)));
  }

  /** Has it compared, and looks at some of its lines. */
  private void assertAgrees(String asset, Map<String, String> lines) throws IOException {
    Person olivia = program.signInToSandbox("olivia");
    olivia.post("/api/reconciliation/runs", Map.of("asset", asset));
    Customer.awaitThat(
        () -> assertThat(reconciliation(olivia, asset).get("requestedAtMillis").isNull()).isTrue());
    JsonNode compared = reconciliation(olivia, asset);
    assertThat(compared.get("unexplained").asString()).isEqualTo("0");
    assertThat(compared.get("openCases").asLong()).isZero();
    assertThat(ReconciliationContract.lines(compared)).containsAllEntriesOf(lines);
  }

  private static JsonNode reconciliation(Person staff, String asset) {
    return staff
        .get("/api/reconciliation")
        .get("items")
        .valueStream()
        .filter(each -> each.get("asset").asString().equals(asset))
        .findFirst()
        .orElseThrow();
  }

  private String account(String label) {
    return alice.post("/api/accounts", Map.of("label", label)).get("accountId").asString();
  }

  private String address(String account, String asset) {
    return alice
        .post("/api/deposit-requests", Map.of("accountId", account, "asset", asset))
        .get("address")
        .asString();
  }

  private void pay(String address, long amount, String asset) {
    Map<String, String> output =
        Map.of("address", address, "amount", Long.toString(amount), "asset", asset);
    alice.post("/api/sandbox/stellar/payments", Map.of("outputs", List.of(output)));
  }

  private JsonNode withdraw(String account, String asset, long amount, String destination) {
    alice.post(
        "/api/accounts/" + account + "/destinations",
        Map.of("rail", "stellar", "address", destination));
    String id =
        alice
            .post(
                "/api/withdrawals",
                Map.of(
                    "accountId", account,
                    "asset", asset,
                    "amount", Long.toString(amount),
                    "destination", destination))
            .get("withdrawalId")
            .asString();
    String path = "/api/withdrawals/" + id;
    Customer.awaitThat(
        () -> assertThat(alice.get(path).get("state").asString()).isEqualTo("SETTLED"));
    return alice.get(path);
  }

  private List<JsonNode> deposits(String account) {
    return alice
        .get("/api/deposits")
        .get("items")
        .valueStream()
        .filter(each -> each.get("accountId").asString().equals(account))
        .toList();
  }

  private void awaitBalance(String account, String asset, long amount) {
    Customer.awaitThat(
        () ->
            assertThat(
                    alice
                        .get("/api/accounts/" + account)
                        .get("balances")
                        .valueStream()
                        .filter(each -> each.get("asset").asString().equals(asset)))
                .extracting(each -> each.get("available").asString())
                .containsExactly(Long.toString(amount)));
  }
}

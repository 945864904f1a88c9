package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.app.money.Customer.Deposit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The default run, and what only the sandbox can be told to do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxMoneyIT extends MoneyContract {
  private static final String DECISIONS = "/api/admin/rails/bitcoin/decisions";
  private static final String DESTINATION =
      "/api/accounts/account:alice-main/destinations/dogecoin/DAddress";
  private static final String UNDER_WAY =
      "SELECT count(*) FROM rail.payout"
          + " WHERE state IN ('APPROVED', 'SIGNED', 'BROADCAST', 'CONFIRMING')";

  private static final String MOVED_AFTER =
      "SELECT count(*) FROM log.event"
          + " WHERE aggregate_id ~ '^(account|entry|deposit|withdrawal):' AND log_index > ";

  @TempDir static Path data;

  private Program program;
  private Customer alice;
  private Person olivia;
  private SandboxOutside outside;
  private Deposit expiring;
  private Trade trade;
  private String unpaid;

  @BeforeAll
  void start() throws IOException {
    run();
    expiring = alice.deposit(Map.of("expected", "30000", "validForSeconds", 60));
    unpaid = trade.order(1, Map.of("fundingMillis", 60_000));
  }

  private void run() throws IOException {
    program = Program.start(data, "--holdfast.webhooks.allowed-networks=127.0.0.1");
    alice = new Customer(program.signInToSandbox("alice"));
    olivia = program.signInToSandbox("olivia");
    outside = new SandboxOutside(olivia, program.node());
    trade = Trade.between(alice, new Customer(program.signInToSandbox("bob")));
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
  }

  @Override
  Customer alice() {
    return alice;
  }

  @Override
  Person olivia() {
    return olivia;
  }

  @Override
  Outside outside() {
    return outside;
  }

  @Test
  void aPaymentThatAReorganisationLosesIsNotInTheBalance() {
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 130_000);
    outside.mine(1);
    alice.awaitDeposit(deposit, payment, "CONFIRMING");

    outside.reorganiseAndDrop(1);
    alice.awaitDeposit(deposit, payment, "ORPHANED");
    outside.mine(6);

    assertThat(alice.available(deposit)).isZero();
  }

  @Test
  void aHeightThatAReorganisationTookHasOneAnswerAsKnownThenAndOneAsKnownNow() {
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 140_000);
    outside.mine(3);
    alice.awaitDeposit(deposit, payment, "CREDITED");
    long height = outside.node().chainInfo().headHeight();
    Customer.awaitThat(() -> assertThat(cursor()).isGreaterThanOrEqualTo(height));
    outside.reorganiseAndDrop(3);
    alice.awaitDeposit(deposit, payment, "ORPHANED");
    outside.mine(2);
    Customer.awaitThat(() -> assertThat(cursor()).isGreaterThan(height));

    String account = "/api/accounts/" + deposit.accountId();
    String then = account + "/balances?rail=bitcoin&height=" + height;
    assertThat(posted(then)).isEqualTo("140000");
    assertThat(posted(then + "&known=now")).isEqualTo("0");
    long index = alice.person().get(then).get("moment").get("logIndex").asLong();
    assertThat(posted(account + "/balances?known=now&index=" + index)).isEqualTo("0");

    JsonNode why = alice.person().get(account + "/why?asset=BTC");
    assertThat(why.get("items"))
        .extracting(each -> each.get("kind").asString())
        .containsExactly("DEPOSIT_REVERSAL", "DEPOSIT");
    String entry = why.get("items").get(1).get("entryId").asString();
    JsonNode reason = alice.person().get(account + "/why/" + entry + "?asset=BTC");
    assertThat(reason.get("payment").get("transaction").asString()).isEqualTo(payment);
    assertThat(reason.get("cause").get("rail").asString()).isEqualTo("bitcoin");
    JsonNode statement = alice.person().get(account + "/statement?asset=BTC&toIndex=" + index);
    assertThat(statement.get("closing").asString()).isEqualTo("140000");
    assertThat(statement.get("postings").asLong()).isEqualTo(1);
  }

  private long cursor() {
    return olivia.get("/api/rails/bitcoin").get("height").asLong();
  }

  private String posted(String path) {
    return alice.person().get(path).get("balances").get(0).get("posted").asString();
  }

  @Test
  void aWalletsProofLetsANewPersonInUntilATokenOfTheSessionComesAgain()
      throws GeneralSecurityException {
    SolanaWallet wallet = SolanaWallet.create();
    Person visitor = program.visitor();
    JsonNode asked =
        visitor.post(
            "/api/auth/wallet/challenge", Map.of("kind", "SOLANA", "address", wallet.address()));
    Map<String, String> answer =
        Map.of(
            "sessionId",
            asked.get("sessionId").asString(),
            "answer",
            wallet.sign(asked.get("message").asString()));
    JsonNode proven = visitor.post("/api/auth/wallet/verify", answer);
    assertThat(visitor.refusal("/api/auth/wallet/verify", answer)).isEqualTo("WRONG_STATE");

    JsonNode first =
        visitor.post(
            "/api/auth/wallet/connect",
            Map.of("connectToken", proven.get("connectToken").asString()));
    assertThat(first.at("/user/roles/0").asString()).isEqualTo("CUSTOMER");
    Person newcomer = program.personBy(first.get("accessToken").asString());
    Customer.awaitThat(
        () -> {
          assertThat(newcomer.get("/api/auth/me").at("/wallets/0").asString())
              .isEqualTo("wallet:solana:" + wallet.address());
          assertThat(newcomer.get("/api/auth/wallet/session").get("state").asString())
              .isEqualTo("ACTIVE");
        });

    JsonNode second = refreshed(visitor, first);
    refreshed(visitor, second);
    assertThat(visitor.refusal("/api/auth/refresh", token(first))).isEqualTo("NOT_SIGNED_IN");

    awaitOut(newcomer);
    JsonNode history =
        administrator().get("/api/users/" + proven.get("userId").asString() + "/sign-ins");
    assertThat(history.get("items").get(0).get("outcome").asString()).isEqualTo("REUSED");
  }

  @Test
  void aWalletIsShownOnItsNetworkWithWhatWasPaidToIt() {
    BitcoinWallet wallet = BitcoinWallet.create();
    outside.pay(Map.of(wallet.address(), 70_000L));
    outside.mine(1);
    Person visitor = program.visitor();
    JsonNode asked =
        visitor.post(
            "/api/auth/wallet/challenge",
            Map.of("kind", "BITCOIN", "address", wallet.address(), "chain", "regtest"));
    JsonNode proven =
        visitor.post(
            "/api/auth/wallet/verify",
            Map.of(
                "sessionId",
                asked.get("sessionId").asString(),
                "answer",
                wallet.sign(asked.get("message").asString())));
    JsonNode in =
        visitor.post(
            "/api/auth/wallet/connect",
            Map.of("connectToken", proven.get("connectToken").asString()));
    Person owner = program.personBy(in.get("accessToken").asString());
    String path = "/api/wallets/wallet:bitcoin:" + wallet.address();

    Customer.awaitThat(
        () -> {
          JsonNode network = owner.get(path).at("/networks/0");
          assertThat(network.path("rail").asString()).isEqualTo("bitcoin");
          assertThat(network.path("chain").asString()).isEqualTo("regtest");
          assertThat(network.path("state").asString()).isEqualTo("FOLLOWING");
          assertThat(network.at("/balance/state").asString()).isEqualTo("KNOWN");
          assertThat(network.at("/balance/amount").asString()).isEqualTo("70000");
          assertThat(network.path("lastBlock").asLong())
              .isGreaterThanOrEqualTo(network.at("/balance/height").asLong());
        });
    assertThat(alice.person().refusal(path)).isEqualTo("NOT_FOUND");
  }

  private static JsonNode refreshed(Person visitor, JsonNode signedIn) {
    return visitor.post("/api/auth/refresh", token(signedIn));
  }

  private static Map<String, String> token(JsonNode signedIn) {
    return Map.of("refreshToken", signedIn.get("refreshToken").asString());
  }

  private static void awaitOut(Person person) {
    Customer.awaitThat(() -> assertThat(person.refusal("/api/auth/me")).isEqualTo("NOT_SIGNED_IN"));
  }

  private Person administrator() {
    try {
      return program.signInToSandbox("adam");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoRegistersSignsInAgainAndIsForgotten() {
    Person visitor = program.visitor();
    Map<String, String> credentials =
        Map.of("email", "carol@example.org", "password", "a long password");
    Map<String, String> wish = new HashMap<>(credentials);
    wish.put("name", "Carol");
    JsonNode first = visitor.post("/api/auth/register", wish);
    assertThat(visitor.refusal("/api/auth/register", wish)).isEqualTo("EMAIL_TAKEN");
    visitor.post("/api/auth/login", credentials);
    String id = first.at("/user/id").asString();
    Person carol = program.personBy(first.get("accessToken").asString());
    assertThat(carol.refusal("/api/users/" + id)).isEqualTo("FORBIDDEN");

    Person adam = administrator();
    Customer.awaitThat(
        () ->
            assertThat(adam.outcomeOfDelete("/api/users/" + id + "/personal-data"))
                .isEqualTo("OK"));

    awaitOut(carol);
    assertThat(visitor.refusal("/api/auth/login", credentials)).isEqualTo("WRONG_CREDENTIALS");
    assertThat(visitor.post("/api/auth/register", wish).at("/user/id").asString()).isNotEqualTo(id);
  }

  @Test
  void staffSeesWhatIsOwedWhatTheChainHoldsAndWhatTheRailCaused() {
    credited(400_000);

    JsonNode overview = olivia.get("/api/integration/system-overview");
    JsonNode bitcoin = overview.get("assets").get(0);
    assertThat(new BigInteger(bitcoin.get("liabilities").asString())).isPositive();
    assertThat(new BigInteger(bitcoin.get("onChain").asString())).isPositive();
    assertThat(overview.get("rails").get(0).get("finalHeight").asLong()).isPositive();
    JsonNode events =
        olivia.get("/api/integration/events?rail=bitcoin&type=DepositCredited&limit=1");
    assertThat(events.get("items").get(0).get("event").get("depositId").asString())
        .startsWith("deposit:");
    assertThat(olivia.refusal("/api/integration/configure", Map.of())).isEqualTo("FORBIDDEN");
  }

  /** By the launcher's own means: the one source file, and a JDK. */
  @Test
  void anAuditorTakesTheLogHomeAndFindsWhatWasChangedInIt(@TempDir Path home) throws Exception {
    Person visitor = program.visitor();
    Person audrey = program.signInToSandbox("audrey");
    olivia.post("/api/transparency/checkpoints", Map.of());
    Path kept = visitor.download("/api/transparency/checkpoint", home.resolve("kept"));
    Path vkey = visitor.download("/api/transparency/vkey", home.resolve("vkey"));
    Path bundle = audrey.download("/api/transparency/bundle", home.resolve("bundle"));
    String key = Files.readString(vkey).strip();

    Path verifier =
        Files.copy(
            Path.of("../verifier/src/main/java/HoldfastVerifier.java"),
            home.resolve("HoldfastVerifier.java"));

    assertThat(verified(0, verifier, bundle, "--key", key, "--checkpoint", kept)).contains("GOOD");

    String payload = "update log.event set payload = convert_to(%s, 'UTF8') where log_index = 3";
    String text = "convert_from(payload, 'UTF8')";
    program.database().sql(payload.formatted(text + " || ' '")).update();
    try {
      Path changed = audrey.download("/api/transparency/bundle", home.resolve("changed"));
      assertThat(verified(1, verifier, changed, "--key", key)).contains("event 3 is not the one");
    } finally {
      program.database().sql(payload.formatted("rtrim(" + text + ")")).update();
    }
  }

  /** By the one file alone, wherever it lies. */
  private static String verified(int expected, Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(expected);
    return said;
  }

  @Test
  void everyDoorOfARailCallsAnUnknownOneByTheSameName() throws IOException {
    Person adam = program.signInToSandbox("adam");
    String rail = "/api/rails/dogecoin";
    for (String path :
        List.of(rail, rail + "/coverage", rail + "/fork", rail + "/contract-events")) {
      assertThat(adam.refusal(path)).as(path).isEqualTo("UNKNOWN_RAIL");
    }
    assertThat(adam.refusal(DECISIONS.replace("bitcoin", "dogecoin"), accept("anything", "why")))
        .isEqualTo("UNKNOWN_RAIL");
    assertThat(adam.refusal("/api/integration/configure", Map.of("rail", paused("dogecoin"))))
        .isEqualTo("UNKNOWN_RAIL");
    assertThat(adam.refusal("/api/sandbox/dogecoin/blocks", Map.of("count", 1)))
        .isEqualTo("UNKNOWN_RAIL");
    assertThat(program.signInToSandbox("alice").outcomeOfDelete(DESTINATION))
        .isEqualTo("UNKNOWN_RAIL");
  }

  private static Map<String, ?> paused(String rail) {
    return Map.of("rail", rail, "paused", true, "reason", "A test.");
  }

  @Test
  void aReplayOfChainAndViewsMovesNoMoneyAndStartsNothing() throws IOException {
    credited(170_000);
    outside.mine(6);
    Customer.awaitThat(() -> assertThat(number(UNDER_WAY)).isZero());
    Person adam = program.signInToSandbox("adam"); // his session has a task, too
    long before = number("SELECT max(log_index) FROM log.event");
    long tasks = number("SELECT count(*) FROM log.scheduled_tasks");

    String replay =
        adam.post(
                "/api/admin/replays", Map.of("what", "ALL", "rail", "bitcoin", "reason", "A test."))
            .get("replayId")
            .asString();

    Customer.awaitThat(
        () ->
            assertThat(adam.get("/api/admin/replays/" + replay).get("state").asString())
                .isEqualTo("COMPLETED"));
    JsonNode chain = adam.get("/api/admin/replays/" + replay).get("parts").get(0);
    assertThat(chain.get("part").asString()).isEqualTo("CHAIN");
    assertThat(chain.get("detail").asString()).endsWith("nothing was missing");
    assertThat(chain.get("findings").get(1).get("checked").asLong()).isPositive();
    assertThat(number(MOVED_AFTER + before)).isZero();
    assertThat(number("SELECT count(*) FROM log.scheduled_tasks")).isLessThanOrEqualTo(tasks);
  }

  private long number(String sql) {
    return program.database().sql(sql).query(Long.class).single();
  }

  @Test
  void anAdministratorsLimitCountsFromTheNextWithdrawalOn() throws IOException {
    Deposit deposit = credited(900_000);
    Person adam = program.signInToSandbox("adam");
    Map<String, Object> wish =
        Map.of(
            "accountId",
            deposit.accountId(),
            "asset",
            "BTC",
            "amount",
            "600000",
            "destination",
            outsideAddress());
    String max = terms(adam).get("maxPerWithdrawal").asString();

    limit(adam, "500000");
    assertThat(terms(adam).get("maxPerWithdrawal").asString()).isEqualTo("500000");
    assertThat(program.signInToSandbox("alice").refusal("/api/withdrawals", wish))
        .isEqualTo("LIMIT_PER_WITHDRAWAL_EXCEEDED");

    limit(adam, max);
    assertThat(alice.withdraw(deposit, 600_000, outsideAddress())).isNotEmpty();
  }

  private static void limit(Person administrator, String maxPerWithdrawal) {
    administrator.post(
        "/api/integration/configure",
        Map.of("withdrawal", Map.of("asset", "BTC", "maxPerWithdrawal", maxPerWithdrawal)));
  }

  private static JsonNode terms(Person person) {
    return person.get("/api/assets").get(0).get("withdrawal");
  }

  @Test
  void aRequestIsFoundByItsIdInTheLogAndOnTheStream() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    Traced client = new Traced(program.domain(), "alice@sandbox.test", program.sandboxPassword());

    HttpResponse<String> answer = client.openAccount(trace);

    assertThat(answer.headers().firstValue("X-Correlation-Id")).contains(trace);
    String accountId = JsonMapper.shared().readTree(answer.body()).path("accountId").asString();
    assertThat(
            program
                .database()
                .sql(
                    "SELECT DISTINCT aggregate_id FROM log.event"
                        + " WHERE convert_from(metadata, 'UTF8')::json ->> 'correlationId' = ?"
                        + " AND convert_from(metadata, 'UTF8')::json ->> 'actor' = 'user:alice'")
                .param(trace)
                .query(String.class)
                .list())
        .contains(accountId);
    assertThat(client.stepOf(accountId).path("correlationId").asString()).isEqualTo(trace);
  }

  /** Names stand for the seeds' e-mail addresses; who came, came from this machine. */
  @Test
  void noEventHoldsWhatIsSaidOfAPersonNorWhatLetsThemIn() throws IOException {
    program.signInToSandbox("bob");
    String text = "convert_from(payload, 'UTF8') || convert_from(metadata, 'UTF8')";
    for (String secret :
        List.of("sandbox.test", program.sandboxPassword(), "Java-http-client", "argon2")) {
      assertThat(
              program
                  .database()
                  .sql("SELECT count(*) FROM log.event WHERE " + text + " LIKE ?")
                  .param("%" + secret + "%")
                  .query(Long.class)
                  .single())
          .as(secret.equals(program.sandboxPassword()) ? "the password" : secret)
          .isZero();
    }
    assertThat(
            number(
                "SELECT count(*) FROM log.event WHERE type LIKE '%SessionOpened%'"
                    + " OR type LIKE '%UserSignedIn%'"))
        .isPositive();
  }

  @Test
  void aWithdrawalThatAReorganisationLosesIsSentAgainWithTheSameBytes() {
    Deposit deposit = credited(3_000_000);
    String withdrawal = alice.withdraw(deposit, 500_000, outsideAddress());
    String sent = alice.awaitWithdrawal(withdrawal, "BROADCAST").get("transaction").asString();
    outside.mine(2);
    alice.awaitWithdrawal(withdrawal, "CONFIRMING");

    outside.reorganiseAndDrop(2);
    Customer.awaitThat(() -> assertThat(outside.node().mempool()).contains(sent));
    outside.mine(6);

    assertThat(alice.awaitWithdrawal(withdrawal, "SETTLED").get("transaction").asString())
        .isEqualTo(sent);
    assertThat(alice.available(deposit)).isEqualTo(2_500_000 - FEE);
  }

  @Test
  @Order(Integer.MAX_VALUE - 2)
  void aReorganisationPastFinalityWaitsForAnAdministratorWhoGoesOverToIt() throws Exception {
    Person adam = program.signInToSandbox("adam");
    outside.mine(10);
    Deposit lost = alice.deposit();
    String payment = pay(lost, 170_000);
    outside.mine(6);
    alice.awaitDeposit(lost, payment, "FINAL");
    assertThat(adam.refusal(DECISIONS, accept("anything", "why"))).isEqualTo("WRONG_STATE");

    outside.reorganiseAndDrop(8);
    alice.awaitRail("FROZEN");
    assertThat(alice.available(lost)).isEqualTo(170_000);
    JsonNode fork = olivia.get("/api/rails/bitcoin/fork");
    String branch = fork.get("theirs").get("hash").asString();
    assertThat(fork.get("blocksToTakeBack").asLong()).isEqualTo(8);
    assertThat(olivia.refusal(DECISIONS, accept(branch, "why"))).isEqualTo("FORBIDDEN");
    assertThat(adam.refusal(DECISIONS, accept("elsewhere", "why"))).isEqualTo("WRONG_STATE");

    List<String> outcomes = atOnce(adam, accept(branch, "one"), accept(branch, "another"));
    assertThat(outcomes)
        .as("the second comes before it is carried out, or after")
        .containsOnlyOnce("OK")
        .containsAnyOf("ALREADY_DECIDED", "WRONG_STATE");

    alice.awaitRail("FOLLOWING");
    JsonNode told = olivia.get("/api/integration/events?rail=bitcoin&type=FreezeDecided&limit=1");
    assertThat(told.get("items").get(0).get("event").get("branch").asString()).isEqualTo(branch);
    assertThat(told.get("items").get(0).get("actor").asString()).isEqualTo("user:adam");
    alice.awaitDeposit(lost, payment, "ORPHANED");
    alice.awaitAvailable(lost, 0);
    Deposit next = credited(180_000);
    assertThat(alice.available(next)).isEqualTo(180_000);
    assertThat(parked()).isZero();
  }

  @Test
  @Order(Integer.MAX_VALUE - 2)
  void aPaymentThatTheOtherBranchHasTooIsThereOnceAfterTheDecision() throws IOException {
    Person adam = program.signInToSandbox("adam");
    outside.mine(10);
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 190_000);
    outside.mine(6);
    alice.awaitDeposit(deposit, payment, "FINAL");

    outside.reorganise(8);
    alice.awaitRail("FROZEN");
    JsonNode fork = adam.get("/api/rails/bitcoin/fork");
    adam.post(DECISIONS, accept(fork.get("theirs").get("hash").asString(), "all have it"));
    alice.awaitRail("FOLLOWING");
    outside.mine(6);

    alice.awaitDeposit(deposit, payment, "FINAL");
    assertThat(alice.available(deposit)).isEqualTo(190_000);
    assertThat(parked()).isZero();
  }

  private static Map<String, String> accept(String branch, String reason) {
    return Map.of("decision", "ACCEPT_BRANCH", "branch", branch, "reason", reason);
  }

  private long parked() {
    return program
        .database()
        .sql("SELECT count(*) FROM rail.parked WHERE rail = 'bitcoin' AND NOT discarded")
        .query(Long.class)
        .single();
  }

  /** What becomes of each wish, both sent at the same moment. */
  private static List<String> atOnce(
      Person person, Map<String, String> one, Map<String, String> two)
      throws InterruptedException, ExecutionException {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first = both.submit(() -> person.outcome(DECISIONS, one));
      Future<String> second = both.submit(() -> person.outcome(DECISIONS, two));
      return List.of(first.get(), second.get());
    }
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void aRestartGoesOnWhereItStopped() throws IOException {
    Deposit deposit = alice.deposit();
    String payment = pay(deposit, 150_000);
    outside.mine(1);
    alice.awaitDeposit(deposit, payment, "CONFIRMING");
    String waiting = pay(deposit, 160_000);
    long height = outside.node().chainInfo().headHeight();

    program.close();
    run();

    assertThat(outside.node().chainInfo().headHeight()).isEqualTo(height);
    assertThat(outside.node().mempool()).contains(waiting);
    outside.mine(2);
    alice.awaitDeposit(deposit, payment, "CREDITED");
    alice.awaitDeposit(deposit, waiting, "CREDITED");
    alice.awaitAvailable(deposit, 310_000);
    alice.awaitRail("FOLLOWING");
  }

  // ---- orders

  @Test
  void anOrderGoesFromItsPriceToItsSellerByTheActsOfItsTwoSidesAlone() {
    long bobHad = trade.sellerHas();
    trade.buyerGets(this::fill, 100_000);
    String id = trade.order(60_000);
    assertThat(trade.refusal(trade.seller(), id, "pay/balance")).isEqualTo("FORBIDDEN");
    trade.pay(id);
    assertThat(trade.pay(id).get("state").asString()).as("paid twice").isEqualTo("FUNDED");
    assertThat(trade.buyerHas()).isEqualTo(40_000);
    assertThat(trade.ship(trade.buyer(), id)).isEqualTo("FORBIDDEN");
    assertThat(trade.act(trade.seller(), id, "ship", "trackingCid", "b" + "a".repeat(58)))
        .as("not uploaded")
        .isEqualTo("NOT_FOUND");
    assertThat(trade.ship(trade.seller(), id)).isEqualTo("OK");
    assertThat(trade.act(trade.seller(), id, "confirm")).isEqualTo("FORBIDDEN");
    assertThat(trade.act(trade.buyer(), id, "confirm")).isEqualTo("OK");
    assertThat(trade.act(trade.buyer(), id, "confirm")).as("the same again").isEqualTo("OK");
    assertThat(trade.act(olivia, id, "release")).isEqualTo("FORBIDDEN");
    assertThat(trade.act(trade.buyer(), id, "release")).isEqualTo("OK");

    assertThat(trade.dispute(trade.buyer(), id)).isEqualTo("WRONG_STATE");
    trade.awaitState(id, "RELEASED");
    assertThat(trade.sellerHas()).isEqualTo(bobHad + 60_000);
    assertThat(trade.potHas(olivia, id)).isZero();
    assertThat(trade.timeline(id))
        .containsExactly(
            "OrderCreated BUYER",
            "OrderPaid BUYER",
            "OrderFunded BUYER",
            "OrderShipped SELLER",
            "OrderDelivered BUYER",
            "OrderReleased BUYER",
            "OrderPaidOut BUYER");
  }

  @Test
  void anotherProgramOfTheBuyersIsToldOfAnOrderAndFindsWhatItWasToldOf() throws IOException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    HttpServer told =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    told.createContext("/", exchange -> hear(exchange, heard));
    told.start();
    String url = "http://127.0.0.1:" + told.getAddress().getPort() + "/";
    JsonNode webhook =
        trade
            .buyer()
            .post("/api/webhooks", Map.of("url", url, "events", List.of("order.cancelled")));
    String id = trade.order(1);
    assertThat(trade.act(trade.buyer(), id, "cancel")).isEqualTo("OK");

    Customer.awaitThat(() -> assertThat(heard).hasSize(1));
    assertThat(heard.peek()).contains("order.cancelled", id);
    String deliveries = "/api/webhooks/" + webhook.get("webhookId").asString() + "/deliveries";
    Customer.awaitThat(
        () ->
            assertThat(trade.buyer().get(deliveries).at("/items/0/state").asString())
                .isEqualTo("DELIVERED"));
    told.stop(0);
  }

  private static void hear(HttpExchange exchange, BlockingQueue<String> heard) throws IOException {
    heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Test
  void anOrderThatIsNotThereOrAnothersIsNotFoundAndOneThatCannotBePaidStays() {
    trade.buyerGets(this::fill, 5_000);
    String dear = trade.order(5_001);
    Person stranger =
        program.personBy(
            program
                .visitor()
                .post(
                    "/api/auth/register",
                    Map.of("email", "dora@example.org", "password", "a long password", "name", "D"))
                .get("accessToken")
                .asString());

    assertThat(trade.refusal(trade.buyer(), dear, "pay/balance")).isEqualTo("INSUFFICIENT_FUNDS");
    assertThat(trade.get(dear).get("state").asString()).isEqualTo("CREATED");
    assertThat(stranger.refusal("/api/orders/" + dear)).isEqualTo("NOT_FOUND");
    assertThat(stranger.refusal("/api/orders/" + dear + "/timeline")).isEqualTo("NOT_FOUND");
    assertThat(trade.act(stranger, dear, "cancel")).isEqualTo("NOT_FOUND");
    assertThat(trade.act(trade.buyer(), "order:none", "cancel")).isEqualTo("NOT_FOUND");
    assertThat(stranger.get("/api/orders").get("items")).isEmpty();
    assertThat(trade.act(trade.buyer(), dear, "cancel")).isEqualTo("OK");
    trade.awaitState(dear, "CANCELLED");
    assertThat(trade.buyerHas()).isEqualTo(5_000);
  }

  @Test
  void aSellerWhoCannotSendGivesThePriceBack() {
    trade.buyerGets(this::fill, 7_000);
    String id = trade.order(7_000);
    trade.pay(id);
    assertThat(trade.buyerHas()).isZero();

    assertThat(trade.act(trade.seller(), id, "cancel")).isEqualTo("OK");

    trade.awaitState(id, "CANCELLED");
    assertThat(trade.buyerHas()).isEqualTo(7_000);
    assertThat(trade.potHas(olivia, id)).isZero();
  }

  @Test
  void aDisputeIsSplitByAMediatorAndOnAppealByAnother() {
    long bobHad = trade.sellerHas();
    trade.buyerGets(this::fill, 1_001);
    String id = trade.order(1_001);
    trade.pay(id);
    trade.ship(trade.seller(), id);

    assertThat(trade.dispute(trade.buyer(), id)).isEqualTo("OK");
    assertThat(trade.decide(olivia, id, 1_000, 1)).as("not answered").isEqualTo("WRONG_STATE");
    assertThat(trade.show(trade.buyer(), id, "answer")).isEqualTo("FORBIDDEN");
    assertThat(trade.show(trade.seller(), id, "answer")).isEqualTo("OK");
    assertThat(trade.decide(trade.buyer(), id, 0, 1_001)).as("a side").isEqualTo("FORBIDDEN");
    assertThat(trade.decide(olivia, id, 500, 500)).as("one short").isEqualTo("MALFORMED_REQUEST");
    assertThat(trade.decide(olivia, id, 1_000, 1)).isEqualTo("OK");
    assertThat(trade.decide(administrator(), id, 1, 1_000)).isEqualTo("ALREADY_DECIDED");
    assertThat(trade.show(trade.buyer(), id, "appeal")).isEqualTo("OK");
    assertThat(trade.decide(olivia, id, 0, 1_001)).as("the first again").isEqualTo("FORBIDDEN");
    assertThat(trade.decide(administrator(), id, 400, 601)).isEqualTo("OK");

    trade.awaitState(id, "RESOLVED");
    assertThat(trade.buyerHas()).isEqualTo(601);
    assertThat(trade.sellerHas()).isEqualTo(bobHad + 400);
    assertThat(trade.potHas(olivia, id)).isZero();
    assertThat(olivia.get("/api/orders?as=mediator").get("items"))
        .anyMatch(order -> order.get("orderId").asString().equals(id));
  }

  private void fill(Deposit deposit, long sats) {
    pay(deposit, sats);
    outside.mine(6);
    alice.awaitAvailable(deposit, sats);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void anOrderThatNobodyPaysExpires() {
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> assertThat(trade.get(unpaid).get("state").asString()).isEqualTo("EXPIRED"));

    assertThat(trade.refusal(trade.buyer(), unpaid, "pay/balance")).isEqualTo("WRONG_STATE");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aPaymentAfterItsTimeIsCreditedAndCalledLate() {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(alice.outcome(expiring)).isEqualTo("EXPIRED"));
    awaitTheNextSecond();
    pay(expiring, 30_000);
    outside.mine(2);

    alice.awaitOutcome(expiring, "LATE");
    alice.awaitAvailable(expiring, 30_000);
  }

  /** A block tells its time in whole seconds: one of the same second might still be in time. */
  private static void awaitTheNextSecond() {
    long second = Instant.now().getEpochSecond();
    await()
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Instant.now().getEpochSecond() > second);
  }
}

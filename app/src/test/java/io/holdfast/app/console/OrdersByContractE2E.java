package io.holdfast.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.holdfast.app.money.Person;
import io.holdfast.app.money.Program;
import io.holdfast.chain.evm.wire.Abi;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Orders whose money a contract keeps: the whole program on a real chain, over REST and in a
 * browser. Alice buys by account 1 of the chain, Bob sells by account 2.
 */
class OrdersByContractE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double PATIENCE_MILLIS = 60_000;
  private static final int ALICES = 1;
  private static final int BOBS = 2;
  private static final int ALICES_OTHER = 3;
  private static final int STRANGERS = 5;
  private static final BigInteger PRICE = new BigInteger("1500000000000000000");
  private static final String RAIL = "--holdfast.rails.polkadot-evm.";
  private static final String POLICY = "--holdfast.policy.withdrawal.DOT.";

  @TempDir private static Path data;
  private static Anvil chain;
  private static Program holdfast;
  private static Person alice;
  private static Person bob;
  private static Person adam;

  @BeforeAll
  static void start() throws IOException {
    chain = Anvil.start();
    chain.makeFinal();
    holdfast =
        Program.start(
            data,
            "--holdfast.assets.DOT.scale=18",
            "--holdfast.assets.DOT.rail=polkadot-evm",
            POLICY + "fee=1",
            POLICY + "minimum=1",
            POLICY + "max-per-withdrawal=100",
            POLICY + "max-per-day=100",
            POLICY + "approval-threshold=100",
            POLICY + "approvals=1",
            "--holdfast.policy.deposit.DOT.dust-limit=1",
            RAIL + "enabled=true",
            RAIL + "url=" + chain.node().url(),
            RAIL + "chain-id=31337",
            RAIL + "escrow-contract=" + chain.escrow().checksummed(),
            RAIL + "poll-interval-millis=50");
    alice = holdfast.signInToSandbox("alice");
    bob = holdfast.signInToSandbox("bob");
    adam = holdfast.signInToSandbox("adam");
    link(alice, ALICES);
    link(bob, BOBS);
  }

  @AfterAll
  static void stop() {
    if (holdfast != null) {
      holdfast.close();
    }
    if (chain != null) {
      chain.close();
    }
  }

  @Test
  void anOrderGoesFromItsCreationToItsReleaseAndCountsOnlyWhatIsFinal() {
    String order = order();
    send(alice, order, "OPEN");
    awaitContract(alice, order, "FUNDED", false);
    assertThat(state(order)).isEqualTo("CREATED");
    chain.makeFinal();
    awaitState(order, "FUNDED");
    awaitContract(bob, order, "FUNDED", true);

    send(bob, order, "SHIP");
    chain.makeFinal();
    awaitState(order, "SHIPPED");
    send(alice, order, "RELEASE");
    chain.makeFinal();
    awaitState(order, "RELEASED");
    JsonNode over = alice.get(path(order));
    assertThat(over.get("paidToSeller").asString()).isEqualTo(PRICE.toString());
    assertThat(over.get("potAccountId").isNull()).isTrue();

    BigInteger before = chain.node().balance(chain.account(BOBS));
    send(bob, order, "WITHDRAW");
    assertThat(chain.node().balance(chain.account(BOBS)).subtract(before))
        .isGreaterThan(PRICE.subtract(PRICE.shiftRight(4)));
    awaitThat(
        () ->
            assertThat(bob.get(path(order) + "/contract").get("calls").findValuesAsString("act"))
                .isEmpty());
  }

  @Test
  void theMediatorOfTheContractSplitsADispute() {
    String order = funded();
    send(bob, order, "SHIP");
    awaitContract(bob, order, "SHIPPED", false);
    send(bob, order, "DISPUTE");
    chain.makeFinal();
    awaitState(order, "DISPUTED");
    assertThat(alice.get(path(order)).at("/dispute/openedBy").asString()).isEqualTo("user:bob");

    String opener = alice.get(path(order) + "/contract").get("buyerWallet").asString();
    BigInteger share = PRICE.divide(BigInteger.valueOf(3));
    chain.send(
        chain.account(Anvil.MEDIATOR),
        BigInteger.ZERO,
        Hex.of(
            Abi.call(
                "split(bytes32,address,uint256)",
                Keccak.hash(order),
                Abi.word(new Address(opener)),
                Abi.word(share))));
    chain.makeFinal();
    awaitState(order, "RESOLVED");
    JsonNode over = alice.get(path(order));
    assertThat(over.get("paidToSeller").asString()).isEqualTo(share.toString());
    assertThat(over.get("paidToBuyer").asString()).isEqualTo(PRICE.subtract(share).toString());
  }

  @Test
  void whatIsOpenedForNoOrderOfOursIsParkedWithItsReason() {
    open("order:nobodys", ALICES, PRICE);
    chain.makeFinal();
    awaitParked("for no order of ours");
  }

  @Test
  void anOpeningOfTooLittleMovesNoOrderAndTheSellerGivesItBack() {
    String order = order();
    open(order, ALICES, PRICE.subtract(BigInteger.ONE));
    chain.makeFinal();
    awaitParked("of another amount than the price");
    JsonNode told = bob.get(path(order) + "/contract");
    assertThat(told.get("problem").asString()).isEqualTo("of another amount than the price");
    assertThat(state(order)).isEqualTo("CREATED");
    send(bob, order, "REFUND");
    send(alice, order, "WITHDRAW");
    assertThat(state(order)).isEqualTo("CREATED");
  }

  @Test
  void anOpeningByAStrangersWalletMovesNoOrder() {
    String order = order();
    open(order, STRANGERS, PRICE);
    chain.makeFinal();
    awaitParked("paid from a wallet that is not the buyer's");
    assertThat(state(order)).isEqualTo("CREATED");
    awaitContract(alice, order, "NONE", true);
  }

  @Test
  void anOpeningThatAReorganisationTakesBackFundedNothingAndIsMadeAgain() {
    String order = order();
    send(alice, order, "OPEN");
    awaitContract(alice, order, "FUNDED", false);
    chain.node().reorganise(1);
    chain.node().mine(1);
    awaitContract(alice, order, "NONE", true);
    assertThat(state(order)).isEqualTo("CREATED");

    send(alice, order, "OPEN");
    chain.makeFinal();
    awaitState(order, "FUNDED");
  }

  @Test
  void theContractIsAskedWhileTheRailStandsStillAndNothingIsToldTwice() {
    String order = order();
    JsonNode opening = call(alice, order, "OPEN");
    pause(true);
    awaitThat(
        () ->
            assertThat(adam.get("/api/rails/polkadot-evm").get("state").asString())
                .isEqualTo("PAUSED"));
    send(opening);
    assertThat(alice.post(path(order) + "/sync-blockchain", Map.of()).get("state").asString())
        .isEqualTo("CREATED");
    chain.makeFinal();
    assertThat(alice.post(path(order) + "/sync-blockchain", Map.of()).get("state").asString())
        .isEqualTo("FUNDED");
    pause(false);
    send(bob, order, "SHIP");
    chain.makeFinal();
    awaitState(order, "SHIPPED");
    assertThat(alice.get(path(order) + "/timeline").get("items").findValuesAsString("event"))
        .filteredOn("OrderFunded"::equals)
        .hasSize(1);
  }

  @Test
  void anOrderGoesFromItsCreationToItsReleaseInTheConsoleByWallets() throws IOException {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    String url = "http://" + holdfast.domain();
    try (TestBrowser chromium = TestBrowser.launch();
        Console buyer = Console.open(chromium.browser(), url);
        Console seller = Console.open(chromium.browser(), url)) {
      chain.install(buyer.page(), ALICES_OTHER);
      chain.install(seller.page(), BOBS);
      buyer.signIn("alice", holdfast.sandboxPassword()).visit("profile").sees("Profile");
      buyer.press("Link a wallet…");
      wallet(buyer).click();
      assertThat(buyer.page().getByTestId("wallets").getByText("Unlink")).hasCount(2);

      Trade.fillIn(buyer, "account:bob-main", "Carved door", "1.5");
      buyer.field("Asset").selectOption("BTC");
      assertThat(buyer.field("How you pay")).not().containsText("To a contract");
      buyer.field("Asset").selectOption("DOT");
      buyer.field("How you pay").selectOption("CONTRACT");
      String order = Trade.made(buyer, "Carved door");

      payByTheRightWalletOnly(buyer);
      Trade.open(seller.signIn("bob", holdfast.sandboxPassword()), order, "Carved door");
      act(seller, "Mark as shipped");
      assertThat(Trade.standing(buyer)).containsText("On its way");
      act(buyer, "Pay the seller");
      assertThat(Trade.standing(seller)).containsText("The seller has been paid");
      BigInteger before = chain.node().balance(chain.account(BOBS));
      seller.press("Fetch the money…");
      wallet(seller).click();
      mineSent(seller);
      assertThat(seller.page().getByTestId("contract-sent")).hasCount(0);
      assertThat(seller.page().getByTestId("contract-acts")).hasCount(0);
      assertThat(chain.node().balance(chain.account(BOBS))).isGreaterThan(before);
      seller.page().mouse().wheel(0, -5_000);
      seller.shoot("order-by-contract-released");
      assertThat(buyer.broken()).isEmpty();
      assertThat(seller.broken()).isEmpty();
    }
  }

  private static void payByTheRightWalletOnly(Console buyer) {
    buyer.press("Pay into the contract…");
    buyer.page().evaluate("window.walletAccount = '" + chain.account(STRANGERS) + "'");
    wallet(buyer).click();
    assertThat(alert(buyer)).containsText("WALLET_OTHER_ACCOUNT");
    buyer.page().evaluate("window.walletAccount = '" + chain.account(ALICES_OTHER) + "'");
    buyer.page().evaluate("window.walletDeclines = true");
    wallet(buyer).click();
    assertThat(alert(buyer)).containsText("WALLET_DECLINED");
    buyer.shoot("order-by-contract-declined");
    buyer.page().evaluate("window.walletDeclines = false");
    wallet(buyer).click();
    assertThat(buyer.page().getByTestId("contract-sent")).containsText("waiting for the chain");
    chain.node().mine(1);
    assertThat(buyer.page().getByTestId("contract")).containsText("Seen, not final");
    assertThat(Trade.standing(buyer)).containsText("The seller begins when the price is there");
    buyer.shoot("order-by-contract-seen");
    chain.makeFinal();
    assertThat(Trade.standing(buyer)).containsText("Now the seller ships");
  }

  private static void act(Console who, String deed) {
    who.press(deed + "…");
    wallet(who).click();
    mineSent(who);
  }

  private static void mineSent(Console who) {
    assertThat(who.page().getByTestId("contract-sent")).isVisible();
    chain.makeFinal();
  }

  private static Locator wallet(Console who) {
    return who.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Anvil Wallet"));
  }

  private static Locator alert(Console who) {
    return who.page().getByTestId("contract").getByRole(AriaRole.ALERT);
  }

  // ---- what people and the chain do

  private static void link(Person person, int account) {
    JsonNode asked =
        person.post(
            "/api/auth/wallet/link",
            Map.of("kind", "EVM", "address", chain.account(account), "chain", "31337"));
    String answer = chain.sign(account, asked.get("message").asString());
    person.post(
        "/api/auth/wallet/verify",
        Map.of("sessionId", asked.get("sessionId").asString(), "answer", answer));
  }

  private static String order() {
    JsonNode order =
        alice.post(
            "/api/orders",
            Map.of(
                "accountId", "account:alice-main",
                "sellerAccountId", "account:bob-main",
                "item", Map.of("reference", "lamp-1", "title", "A lamp"),
                "asset", "DOT",
                "price", PRICE.toString(),
                "payment", "CONTRACT"));
    return order.get("orderId").asString();
  }

  private static String funded() {
    String order = order();
    send(alice, order, "OPEN");
    chain.makeFinal();
    awaitState(order, "FUNDED");
    return order;
  }

  /** As the person is told to, once they are. */
  private static void send(Person person, String order, String act) {
    send(call(person, order, act));
  }

  private static JsonNode call(Person person, String order, String act) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> callNow(person, order, act), call -> call != null);
  }

  private static JsonNode callNow(Person person, String order, String act) {
    for (JsonNode call : person.get(path(order) + "/contract").get("calls")) {
      if (call.get("act").asString().equals(act)) {
        return call;
      }
    }
    return null;
  }

  private static void send(JsonNode call) {
    chain.send(
        call.get("from").get(0).asString(),
        new BigInteger(call.get("value").asString()),
        call.get("data").asString());
  }

  /** Past the ledger, as anybody may. */
  private static void open(String order, int account, BigInteger amount) {
    Address seller = new Address(chain.account(BOBS));
    chain.send(
        chain.account(account),
        amount,
        Hex.of(Abi.call("open(bytes32,address)", Keccak.hash(order), Abi.word(seller))));
  }

  private static void pause(boolean paused) {
    adam.post(
        "/api/integration/configure",
        Map.of("rail", Map.of("rail", "polkadot-evm", "paused", paused, "reason", "A test.")));
  }

  private static String path(String order) {
    return "/api/orders/" + order;
  }

  private static String state(String order) {
    return alice.get(path(order)).get("state").asString();
  }

  private static void awaitState(String order, String state) {
    awaitThat(() -> assertThat(state(order)).isEqualTo(state));
  }

  private static void awaitContract(Person person, String order, String state, boolean isFinal) {
    awaitThat(
        () -> {
          JsonNode told = person.get(path(order) + "/contract");
          assertThat(told.get("state").asString()).isEqualTo(state);
          assertThat(told.get("isFinal").asBoolean()).isEqualTo(isFinal);
        });
  }

  private static void awaitParked(String reason) {
    awaitThat(
        () ->
            assertThat(adam.get("/api/admin/parked").get("items").findValuesAsString("error"))
                .anyMatch(error -> error.contains(reason)));
  }

  private static void awaitThat(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}

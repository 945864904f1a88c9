package io.holdfast.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.holdfast.app.HoldfastApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People at work: the whole program with its sandbox chain, and browsers before it. */
class ConsoleE2E {
  private static final String OUTSIDE = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final String MAINNET = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
  private static final String POLICY = "--holdfast.policy.withdrawal.BTC.";
  private static final String LONG = "a few words do well";
  private static final String LYING_WALLET =
      """
      let declined = false;
      const answers = {
        eth_requestAccounts: ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
        eth_chainId: '0x1',
        personal_sign: '0x' + '11'.repeat(64) + '1b',
      };
      const request = ({ method }) => {
        if (method === 'eth_requestAccounts' && !declined) {
          declined = true;
          return Promise.reject({ code: 4001, message: 'User rejected the request.' });
        }
        return Promise.resolve(answers[method]);
      };
      const detail = {
        info: { uuid: 'fox', name: 'Fox Wallet', icon: '', rdns: 'test.fox' },
        provider: { request },
      };
      addEventListener('eip6963:requestProvider', () =>
        dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail })));
      """;
  private static final double PATIENCE_MILLIS = 60_000;
  private static final List<String> PAGES_OF_ALICE =
      List.of(
          "overview",
          "deposits",
          "withdrawals",
          "transfers",
          "journal/account:alice-main",
          "orders",
          "orders/new",
          "products",
          "products/mine",
          "products/new",
          "webhooks",
          "rails",
          "profile",
          "sandbox",
          "nowhere");
  private static final List<String> PAGES_OF_ADAM =
      List.of(
          "overview",
          "approvals",
          "orders",
          "products",
          "disputes",
          "reconciliation",
          "parked",
          "replay",
          "people",
          "people/user:alice",
          "sandbox");

  @TempDir private static Path data;
  private static TestBrowser chromium;
  private static ConfigurableApplicationContext holdfast;
  private static String password;

  private final List<Console> consoles = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    chromium = TestBrowser.launch();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    holdfast =
        SpringApplication.run(
            HoldfastApplication.class,
            "--server.port=0",
            "--holdfast.rsocket.port=0",
            "--holdfast.data-dir=" + data,
            "--holdfast.database.binaries-dir=target/postgres-binaries",
            POLICY + "fee=10000",
            POLICY + "approval-threshold=50000000",
            POLICY + "approvals=1");
    password = Files.readString(data.resolve("secrets/sandbox-password")).strip();
  }

  @AfterAll
  static void stop() {
    if (holdfast != null) {
      holdfast.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void nothingBrokeUnseen() {
    consoles.forEach(console -> assertThat(console.broken()).isEmpty());
    consoles.forEach(Console::close);
  }

  @Test
  void aDepositBecomesABalanceAndAWithdrawalPaysOutOnceASecondPersonAgreed() {
    Console alice = console().signIn("alice", password);
    Console world = console().signIn("bob", password);
    String before = alice.available().innerText();
    alice.page().evaluate("window.notReloaded = true");

    requestDeposit(alice, "0.75");
    assertThat(alice.page().getByAltText("QR code of the payment address")).isVisible();
    pay(console().signIn("alice", password), "0.75");
    Locator payment = alice.page().getByTestId("payment");
    assertThat(payment).containsText("Seen");
    mine(world, 1);
    assertThat(payment).containsText("1 of ");
    alice.shoot("deposit-confirming");

    alice.go("Overview").sees("Overview");
    mine(world, 10);
    assertThat(alice.available()).not().hasText(before);
    assertThat(alice.page().evaluate("window.notReloaded")).isEqualTo(true);
    alice.shoot("overview-credited");

    requestWithdrawal(alice, "0.6", OUTSIDE);
    alice.sees("Withdrawal");
    assertThat(alice.page().getByRole(AriaRole.MAIN)).containsText("Awaiting approval");
    approve(console().signIn("olivia", password));
    assertThat(alice.page().getByRole(AriaRole.MAIN)).containsText("The network has it");
    mine(world, 10);
    assertThat(alice.page().getByRole(AriaRole.MAIN)).containsText("Settled");
    assertThat(alice.page().getByRole(AriaRole.MAIN)).containsText("Final on the chain");
    alice.shoot("withdrawal-settled");

    alice.go("Journal").sees("Journal");
    assertThat(alice.page().getByRole(AriaRole.MAIN)).containsText("0.60010000");
    alice.shoot("journal");
  }

  @Test
  void aRejectedWithdrawalTellsItsReasonAndGivesTheFundsBack() {
    Console bob = console().signIn("bob", password);
    fund(bob, "2");
    requestWithdrawal(bob, "1", OUTSIDE);
    bob.sees("Withdrawal");
    Console adam = console().signIn("adam", password).go("Approvals").sees("Approvals");
    Locator decision = adam.page().getByTestId("decision").filter(withText("account:bob-main"));
    decision.getByRole(AriaRole.BUTTON, named("Reject…")).click();
    adam.field("Reason, shown to the customer").fill("Call us first");
    decision.getByRole(AriaRole.BUTTON, named("Reject")).click();
    assertThat(bob.page().getByRole(AriaRole.MAIN)).containsText("Call us first");
    assertThat(bob.page().getByRole(AriaRole.MAIN)).containsText("Rejected");
  }

  @Test
  void anOrderPaidFromABalanceGoesFromItsCreationToItsRelease() {
    Console alice = console().signIn("alice", password);
    fund(alice, "0.3");
    Console bob = console().signIn("bob", password);
    String id = Trade.order(alice, "Brass lamp", "0.1", "BALANCE");
    assertThat(waiting(alice)).isVisible();
    Trade.payFromBalance(alice);

    assertThat(waiting(bob)).isVisible();
    Trade.choose(bob.go("Orders").sees("Orders"), "Brass lamp");
    assertThat(bob.sees("Brass lamp").page().getByTestId("delivery-address"))
        .hasText(Trade.ADDRESS);
    Trade.ship(bob);
    assertThat(Trade.standing(alice)).containsText("else the seller is paid");
    Trade.sure(alice, "It has arrived");
    assertThat(Trade.standing(bob)).containsText("It has arrived");
    alice.shoot("order-delivered");
    Trade.sure(alice, "Pay the seller");

    assertThat(Trade.standing(bob)).containsText("The seller has been paid");
    assertThat(bob.page().getByTestId("to-seller")).containsText("0.1");
    assertThat(Trade.timeline(bob).filter(withText("The buyer confirmed delivery"))).hasCount(1);
    assertThat(Trade.timeline(bob).filter(withText("in-words.txt"))).hasCount(1);
    bob.shoot("order-released");
    bob.go("Journal").sees("Journal");
    bob.page().getByText("Escrow", exactly()).first().click();
    bob.sees("Brass lamp");
    assertThat(bob.page().url()).endsWith(id);
  }

  @Test
  void aDisputeIsSplitAtTheMediatorsDeskAndAgainOnAppeal() {
    Console alice = console().signIn("alice", password);
    fund(alice, "0.3");
    Console bob = console().signIn("bob", password);
    String id = Trade.order(alice, "Cracked vase", "0.2", "BALANCE");
    Trade.payFromBalance(alice);
    Trade.ship(Trade.open(bob, id, "Cracked vase"));
    Trade.complain(alice, "DAMAGED", "cracks.txt", "Two cracks in the base.");
    Trade.inWords(bob, "Answer the complaint", "Your answer", "It left us whole.");

    Console olivia = console().signIn("olivia", password).go("Disputes").sees("Disputes");
    Trade.choose(olivia, "Cracked vase");
    olivia.sees("Dispute: Cracked vase");
    assertThat(olivia.page().getByTestId("shown-by-buyer")).containsText("Two cracks in the base.");
    assertThat(olivia.page().getByTestId("shown-by-seller")).containsText("It left us whole.");
    olivia.field("To the seller").fill("0.2000001");
    olivia.press("Look at it once more…");
    assertThat(olivia.page().getByText("This is more than the price")).isVisible();
    requireAccessible(olivia, "dispute-desk");
    split(olivia, "BOTH_AT_FAULT", "0.05");
    assertThat(Trade.dispute(alice)).containsText("A mediator decided");
    Trade.inWords(alice, "Appeal", "Why", "It was not packed.");

    assertThat(olivia.page().getByText("You decided before")).isVisible();
    Console adam = console().signIn("adam", password).visit("disputes/" + id);
    split(adam.sees("Dispute: Cracked vase"), "ITEM_FAULTY", "0.03");
    assertThat(alice.page().getByTestId("to-buyer")).containsText("0.17");
    assertThat(bob.page().getByTestId("to-seller")).containsText("0.03");
    requireAccessible(alice, "order-resolved");
  }

  @Test
  void anOrderPaidByItsChainCountsWhenItIsFinalAndGoesBackWhenTheSellerCancels() {
    Console alice = console().signIn("alice", password);
    String id = Trade.order(alice, "Tall mirror", "0.04", "CHAIN");
    assertThat(alice.page().getByAltText("QR code of the payment address")).isVisible();
    pay(console().signIn("alice", password), "0.04");
    assertThat(alice.page().getByTestId("payment")).containsText("Seen");
    assertThat(Trade.standing(alice)).containsText("Seen, not final");
    assertThat(waiting(alice)).hasCount(0);
    requireAccessible(alice, "order-payment-seen");
    mine(console().signIn("bob", password), 10);
    assertThat(Trade.standing(alice)).containsText("Now the seller ships");

    Console bob = Trade.open(console().signIn("bob", password), id, "Tall mirror");
    Trade.sure(bob, "Cancel the order");
    assertThat(Trade.standing(alice)).containsText("It ended so by the seller");
    assertThat(alice.page().getByTestId("to-buyer")).containsText("0.04");
  }

  @Test
  void anOrderPaidOnAPhoneGoesFromItsCreationToItsRelease() {
    Console alice = console().signIn("alice", password);
    Trade.orderByPhone(alice, "Blue kettle", "1500", "0712341032");
    alice.press("Ask my phone");
    assertThat(Trade.payment(alice)).containsText("Not paid");
    Trade.sure(alice, "Cancel the order");
    assertThat(Trade.standing(alice)).containsText("It ended so");
    String id = Trade.orderByPhone(alice, "Tea set", "1500", "+254712340000");
    requireAccessible(alice, "order-by-phone");
    alice.press("Ask my phone");
    assertThat(Trade.standing(alice)).containsText("Now the seller ships");

    Console bob = console().signIn("bob", password);
    Trade.ship(Trade.open(bob, id, "Tea set"));
    Trade.sure(alice, "It has arrived");
    Trade.sure(alice, "Pay the seller");
    assertThat(bob.page().getByTestId("to-seller")).containsText("500.00 KES");
    settled(bob).shoot("order-by-phone-released");
  }

  @Test
  void aPriceInBitcoinIsPaidOnAPhoneAtAQuoteThatTheOrderKeeps() {
    Console alice = console().signIn("alice", password);
    Trade.fillIn(alice, "account:bob-main", "Old map", "0.00011541");
    alice.field("How you pay").selectOption("MPESA");
    alice.field("Phone for M-Pesa").fill("+254712340000");
    alice.press("Ask for a quote");
    Locator quote = alice.page().getByTestId("quote");
    assertThat(quote).containsText("501.00 KES");
    assertThat(quote).containsText("1 BTC = 13000000 KES");
    assertThat(quote).containsText("sandbox");
    requireAccessible(alice, "order-quoted");
    alice.press("Make the order").sees("Old map");
    assertThat(Trade.standing(alice)).containsText("501.00 KES");
    assertThat(alice.page().getByTestId("quoted")).containsText("13000000 KES for 1 BTC");
    alice.press("Ask my phone");
    assertThat(Trade.standing(alice)).containsText("Now the seller ships");
  }

  @Test
  void aPaymentOfAnotherAmountIsDecidedAtTheDesk() {
    Console alice = console().signIn("alice", password);
    Trade.orderByPhone(alice, "Odd lamp", "1500", "0712347006");
    alice.press("Ask my phone");
    assertThat(Trade.payment(alice)).containsText("Being looked into");

    Console olivia = console().signIn("olivia", password);
    olivia.go("Disputes").sees("Disputes");
    assertThat(olivia.page().getByText("M-Pesa payments in doubt")).isVisible();
    assertThat(olivia.page().getByTestId("doubted")).containsText("501.00 KES");
    requireAccessible(olivia, "mpesa-doubted");
    olivia.field("Receipt on the statement").fill("NLJ7RT61SV");
    olivia.field("Reason, kept in the log").fill("The statement has 1,500.");
    olivia.press("It was paid: credit it");
    assertThat(olivia.page().getByTestId("doubted")).containsText("Paid");
    assertThat(Trade.standing(alice)).containsText("Now the seller ships");
  }

  @Test
  void aProductIsOfferedWithAnImageFoundOrderedAndPaidAndBothSidesSeeIt() {
    Console bob = console().signIn("bob", password);
    Shop.offer(bob, "Copper kettle", "0.05");
    requireAccessible(bob, "product-of-its-seller");
    Console alice = open(ColorScheme.DARK, 1280).signIn("alice", password);
    fund(alice, "0.3");

    Shop.search(alice, "kett copp");
    assertThat(Shop.card(alice, "Copper kettle").locator("img")).isVisible();
    requireAccessible(alice, "products-found");
    Shop.card(alice, "Copper kettle").click();
    alice.sees("Copper kettle");
    assertThat(alice.page().getByAltText("Copper kettle, image 1 of 1")).isVisible();
    assertThat(alice.page().getByTestId("specification")).containsText("1.5 l");
    requireAccessible(alice, "product");
    alice.page().setViewportSize(360, 860);
    requireFits(alice, "product");
    Shop.buy(alice, "2");
    assertThat(Shop.bought(alice)).containsText("account:bob-main");
    assertThat(Shop.bought(alice)).containsText("0.10000000 BTC");
    requireFits(alice, "order-of-product");
    alice.page().setViewportSize(1280, 860);
    requireAccessible(alice, "order-of-product");
    Trade.made(alice, "Copper kettle");
    Trade.payFromBalance(alice);
    assertThat(alice.page().getByTestId("quantity")).hasText("2");

    Trade.choose(bob.go("Orders").sees("Orders"), "Copper kettle");
    assertThat(Trade.standing(bob.sees("Copper kettle"))).containsText("0.10000000 BTC");
    assertThat(bob.page().getByTestId("quantity")).hasText("2");
    assertThat(Trade.timeline(bob).filter(withText("It is for a product"))).hasCount(1);
    requireAccessible(bob, "order-of-product-sold");
    Shop.inOrder(bob).getByRole(AriaRole.LINK).click();
    assertThat(bob.page().getByTestId("offer")).containsText("0.05000000 BTC");
  }

  @Test
  void aProductThatChangesMeanwhileIsShownAgainBeforeItIsOrderedAndWithdrawnItIsNotFound() {
    Console bob = console().signIn("bob", password);
    Shop.offer(bob, "Iron pan", "0.01");
    Console alice = console().signIn("alice", password);
    Shop.search(alice, "iron pan");
    Shop.card(alice, "Iron pan").click();
    alice.sees("Iron pan");
    Shop.buy(alice, "3");

    bob.press("Change it…").sees("Change the product");
    requireAccessible(bob, "product-change");
    bob.field("Price of one").fill("0.02");
    bob.press("Change it").sees("Iron pan");
    alice.press("Make the order");
    assertThat(alert(alice)).containsText("PRODUCT_CHANGED");
    assertThat(Shop.bought(alice)).containsText("The seller has changed it");
    assertThat(Shop.bought(alice)).containsText("0.06000000 BTC");
    settled(alice).shoot("product-changed");
    Trade.made(alice, "Iron pan");
    assertThat(Trade.standing(alice)).containsText("0.06000000 BTC");
    Trade.sure(alice, "Cancel the order");
    assertThat(Trade.standing(alice)).containsText("It ended so by the buyer");

    bob.press("Withdraw it");
    assertThat(bob.page().getByText("Withdrawn", exactly())).isVisible();
    Shop.search(alice, "iron pan");
    assertThat(alice.page().getByText("Nothing of that kind is offered.")).isVisible();
    bob.go("Products").sees("Products").page().getByText("My products", exactly()).click();
    assertThat(Shop.card(bob, "Iron pan")).containsText("Withdrawn");
  }

  private static void split(Console mediator, String reason, String toSeller) {
    mediator.field("Why").selectOption(reason);
    mediator.field("To the seller").fill(toSeller);
    mediator.press("Look at it once more…");
    assertThat(mediator.page().getByTestId("decide")).containsText("To the buyer");
    settled(mediator).shoot("dispute-confirm");
    mediator.press("Decide so");
    assertThat(mediator.page().getByTestId("decide")).hasCount(0);
  }

  private static Locator waiting(Console who) {
    return who.page().getByTestId("orders-count");
  }

  @Test
  void aProgramOfSomebodysIsToldOfATestAndWhatCameOfItIsShown() {
    Console bob = console().signIn("bob", password).go("Webhooks").sees("Webhooks");
    bob.field("Address").fill("https://127.0.0.1:9/holdfast");
    bob.press("Make it");
    assertThat(bob.page().getByTestId("secret")).containsText("whsec_");
    bob.page().getByTestId("webhook").getByRole(AriaRole.LINK).click();
    bob.sees("Webhook").press("Send a test");
    Locator delivery = bob.page().getByTestId("delivery");
    assertThat(delivery).containsText("webhook.test");
    assertThat(delivery).containsText("its address is not a public one");
    requireAccessible(bob, "webhook");
    bob.press("Stop it");
    assertThat(bob.page().getByText("Stopped", exactly())).isVisible();
    bob.press("Remove it with all that was told").press("Leave it");
    bob.press("Remove it with all that was told").press("Yes, remove it").sees("Webhooks");
    assertThat(bob.page().getByText("Nobody is told anything yet.")).isVisible();
  }

  @Test
  void wrongInputsSayWhatIsWrong() {
    Console alice = console();
    alice.field("E-mail").fill("alice@sandbox.test");
    alice.field("Password").fill("not it");
    alice.press("Sign in");
    assertThat(alert(alice)).containsText("WRONG_CREDENTIALS");
    alice.shoot("sign-in-refused");

    alice.signIn("alice", password).go("Deposits");
    alice.field("Expected amount (optional)").fill("0.123456789");
    alice.press("Get an address");
    assertThat(alice.page().getByText("The amount has too many decimal places")).isVisible();
    assertThat(alice.field("Expected amount (optional)")).isFocused();

    Trade.fillIn(alice, "account:nobody", "Brass lamp", "0.123456789");
    alice.press("Make the order");
    assertThat(alice.field("Price")).isFocused();
    alice.field("Price").fill("0.1");
    alice.press("Make the order");
    assertThat(alert(alice)).containsText("NOT_FOUND");
    assertThat(alice.field("Seller’s account")).isFocused();
    alice.field("Seller’s account").fill("account:alice-main");
    alice.press("Make the order");
    assertThat(alert(alice)).containsText("Nobody buys from themselves");
    alice.shoot("order-refused");

    requestWithdrawal(alice, "lots", OUTSIDE);
    assertThat(alice.page().getByText("This is not an amount")).isVisible();
    requestWithdrawal(alice, "0.1", "not-an-address");
    assertThat(alert(alice)).containsText("ADDRESS_MALFORMED");
    requestWithdrawal(alice, "0.1", MAINNET);
    assertThat(alert(alice)).containsText("ADDRESS_WRONG_NETWORK");
    requestWithdrawal(alice, "9999", OUTSIDE);
    assertThat(alert(alice)).containsText("LIMIT_PER_WITHDRAWAL_EXCEEDED");
    alice.shoot("withdrawal-refused");

    String own = requestDeposit(alice, "");
    requestWithdrawal(alice, "0.1", own);
    assertThat(alert(alice)).containsText("ADDRESS_IS_OURS");
  }

  @Test
  void staffSeesHowARailGetsOnAndCustomersDoNot() {
    Console adam = console().signIn("adam", password);
    adam.go("Rails").sees("Rails");
    Locator operation = adam.page().getByTestId("operation-bitcoin");
    assertThat(operation).containsText("Blocks a second");
    assertThat(operation).containsText("s ago");
    contractSays("paid");
    mine(console().signIn("bob", password), 1);
    Locator said = adam.page().getByTestId("contract-events-bitcoin");
    assertThat(said).containsText("paid");
    adam.shoot("rails-operation");

    Console alice = console().signIn("alice", password);
    alice.go("Rails").sees("Rails");
    assertThat(alice.page().getByTestId("rail-bitcoin")).isVisible();
    assertThat(alice.page().getByTestId("operation-bitcoin")).hasCount(0);
    assertThat(alice.page().getByTestId("contract-events-bitcoin")).hasCount(0);
  }

  /** In the block on which the rail stands; a bitcoin rail has no contracts of its own. */
  private static void contractSays(String name) {
    JdbcClient.create(holdfast.getBean(DataSource.class))
        .sql(
            """
            INSERT INTO rail.contract_event (rail, block_hash, position, height, transaction,
              contract, topic, raw, name)
            SELECT rail, hash, 0, height, 'ab', 'a-contract', 'a-topic', '{}', :name
            FROM rail.cursor WHERE rail = 'bitcoin'\
            """)
        .param("name", name)
        .update();
  }

  @Test
  void anAdministratorPausesARailWithAReasonThatEverybodySeesAndResumesIt() {
    Console adam = console().signIn("adam", password);
    adam.go("Rails").sees("Rails");
    decide(adam, "Pause", "The node is moved.");
    assertThat(railOf(adam)).containsText("Paused");

    Console alice = console().signIn("alice", password);
    alice.go("Rails").sees("Rails");
    assertThat(railOf(alice)).containsText("The node is moved.");
    assertThat(button(alice, "Resume…")).hasCount(0);
    String height = height(alice).innerText();
    mine(alice, 1);
    adam.shoot("rail-paused");

    decide(adam, "Resume", "It is back.");
    assertThat(railOf(adam)).containsText("Following");
    alice.go("Rails").sees("Rails");
    assertThat(height(alice)).not().hasText(height);
  }

  @Test
  void aFrozenRailGoesOverToTheOtherBranchWhenAnAdministratorHasSeenWhatIsTakenBack() {
    Console bob = console().signIn("bob", password);
    mine(bob, 10);
    bob.go("Overview").sees("Overview");
    String before = bob.available().innerText();
    fund(bob, "0.4");
    Console olivia = console().signIn("olivia", password);
    Console adam = console().signIn("adam", password);
    reorganiseAndDrop(olivia, 12);

    adam.go("Rails").sees("Rails");
    Locator freeze = adam.page().getByTestId("freeze-bitcoin");
    assertThat(freeze).containsText("12 blocks of ours");
    Locator hers = olivia.go("Rails").sees("Rails").page().getByTestId("freeze-bitcoin");
    assertThat(hers).containsText("It waits for an administrator");
    assertThat(hers.getByText("Go over to the other branch…")).hasCount(0);
    Locator his = bob.go("Rails").sees("Rails").page().getByTestId("freeze-bitcoin");
    assertThat(his).containsText("It waits for the people who operate it");
    assertThat(his).not().containsText("blocks of ours");
    adam.press("Go over to the other branch…");
    settled(adam).shoot("rail-frozen");
    freeze.getByLabel("Reason, kept in the log").fill("All nodes we know follow it.");
    adam.press("Take 12 of our blocks back");

    assertThat(railOf(adam)).containsText("Following");
    assertThat(freeze).hasCount(0);
    assertThat(hers).hasCount(0);
    bob.go("Overview").sees("Overview");
    assertThat(bob.available()).hasText(before);
  }

  private static void reorganiseAndDrop(Console operator, int blocks) {
    operator.visit("sandbox").sees("Sandbox");
    operator.field("Newest blocks to take away").fill(Integer.toString(blocks));
    operator.field("Drop their transactions").check();
    operator.press("Reorganise");
    assertThat(operator.page().locator("form").filter(withText("Newest blocks")))
        .containsText("The chain is at height");
  }

  @Test
  void anAdministratorStopsAReplayThatWaitsForItsNode() {
    Console adam = console().signIn("adam", password).visit("sandbox").sees("Sandbox");
    adam.press("Stall the node");
    adam.go("Rails").sees("Rails");
    assertThat(railOf(adam)).containsText("Unreachable");
    adam.go("Replay").sees("Replay");
    replayChain(adam, "1", "Begun too soon.");
    adam.press("Begin the replay");
    Locator card = adam.page().getByTestId("replay").filter(withText("Begun too soon."));

    card.getByRole(AriaRole.BUTTON, named("Cancel")).click();

    assertThat(card).containsText("Cancelled");
    settled(adam).shoot("replay-cancelled");
    adam.visit("sandbox").sees("Sandbox").press("Let it go on");
    adam.go("Rails").sees("Rails");
    assertThat(railOf(adam)).containsText("Following");
  }

  private static void decide(Console who, String wish, String reason) {
    button(who, wish + "…").click();
    railOf(who).getByLabel("Reason").fill(reason);
    button(who, wish + " bitcoin").click();
  }

  private static Locator railOf(Console who) {
    return who.page().getByTestId("rail-bitcoin");
  }

  private static Locator height(Console who) {
    return railOf(who).locator("dl.figures dd").first();
  }

  private static Locator button(Console who, String name) {
    return railOf(who)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  void comesBackByItselfAndCatchesUpAfterTheNetworkWasCut() throws IOException {
    try (CuttableProxy network = new CuttableProxy(port())) {
      Console alice = console("http://127.0.0.1:" + network.port()).signIn("alice", password);
      Console world = console().signIn("bob", password);
      Locator indicator = alice.page().getByRole(AriaRole.BANNER);
      assertThat(indicator).containsText("Live");
      alice.go("Rails").sees("Rails");
      Locator rail = alice.page().getByTestId("rail-bitcoin");
      String before = rail.innerText();

      network.cut();
      assertThat(indicator).containsText("Reconnecting");
      mine(world, 1);
      network.mend();

      assertThat(indicator).containsText("Live");
      assertThat(rail).not().hasText(before);
    }
  }

  @Test
  void theConnectionIsMeasuredAndCanBeSwitchedOffAndOn() {
    Console alice = console().signIn("alice", password);
    Locator banner = alice.page().getByRole(AriaRole.BANNER);
    banner.getByText("Live").click();
    assertThat(banner).containsText("99th percentile");
    alice.shoot("connection");
    alice.press("Disconnect");
    assertThat(banner).containsText("Disconnected");
    alice.press("Connect");
    assertThat(banner).containsText("Live");
  }

  @Test
  void aReloadKeepsTheSessionAndSigningOutEndsIt() {
    Console alice = console().signIn("alice", password).go("Rails").sees("Rails");
    alice.page().reload();
    alice.sees("Rails");
    alice.signOut("Alice");
    alice.page().reload();
    alice.sees("Sign in");
  }

  @Test
  void noTokenIsKeptWhereAScriptCouldReadItLater() {
    Console alice = console().signIn("alice", password);
    assertThat(alice.page().evaluate("document.cookie")).isEqualTo("");
    assertThat(alice.page().evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
        .isEqualTo("[{},{}]");
  }

  @Test
  void allTabsOfABrowserAreTheSamePersonAndGoOutTogether() {
    Console alice = console().signIn("alice", password);
    Console tab = alice.anotherTab().sees("Overview");
    assertThat(button(tab.page(), "Signed in as Alice")).isVisible();
    alice.signOut("Alice");
    tab.sees("Sign in");
    alice.signIn("bob", password);
    assertThat(button(tab.page(), "Signed in as Bob")).isVisible();
    assertThat(tab.broken()).isEmpty();
  }

  @Test
  void whoRegistersIsInAndNobodyElseGetsTheirAddress() {
    Console nora = console();
    nora.press("Create an account").sees("Create an account");
    nora.field("Name").fill("nora");
    nora.field("E-mail").fill("nora@sandbox.test");
    nora.field("Password").fill("too short");
    nora.press("Create the account");
    assertThat(nora.page().getByText("It needs at least 12 characters")).isVisible();
    assertThat(nora.field("Password")).isFocused();
    nora.field("Password").fill(LONG);
    nora.press("Create the account").sees("Overview");
    assertThat(button(nora.page(), "Signed in as nora")).isVisible();
    nora.page().getByText("Open one", exactly()).click();
    nora.sees("Transfer").field("Name").fill("Savings");
    nora.press("Open account");
    nora.go("Overview").sees("Overview");
    assertThat(nora.page().getByRole(AriaRole.MAIN)).containsText("Savings");

    Console other = console().press("Create an account");
    other.field("Name").fill("Not Nora");
    other.field("E-mail").fill("nora@sandbox.test");
    other.field("Password").fill(LONG + "!");
    other.press("Create the account");
    assertThat(alert(other)).containsText("EMAIL_TAKEN");
    assertThat(other.field("E-mail")).isFocused();
  }

  @Test
  void aWalletLetsInSomebodyNewAndTheSameOneAgainAndItIsTheirLastWayIn() {
    Console toy = console();
    testWallet(toy).click();
    toy.sees("Overview").visit("profile").sees("Profile");
    String id = idOf(toy);
    toy.page().reload();
    toy.sees("Profile");
    toy.page().getByTestId("wallets").getByText("Unlink", exactlyWithin()).click();
    assertThat(alert(toy)).containsText("LAST_WAY_IN");
    settled(toy).shoot("profile-last-way-in");

    toy.page().getByRole(AriaRole.BANNER).locator(".menu > button").last().click();
    toy.press("Sign out").sees("Sign in");
    testWallet(toy).click();
    toy.sees("Profile");
    assertThat(idOf(toy)).isEqualTo(id);
  }

  @Test
  void aWalletIsLinkedLetsItsOwnerInAndIsUnlinked() {
    Console wanda = console().register("wanda", LONG).visit("profile").sees("Profile");
    String id = idOf(wanda);
    Locator wallets = wanda.page().getByTestId("wallets");
    wanda.press("Link a wallet…");
    testWallet(wanda).click();
    assertThat(wallets.getByText("Unlink", exactlyWithin())).hasCount(1);
    settled(wanda).shoot("profile-linked");
    assertThat(wanda.page().getByTestId("sign-in")).containsText("Signed in");

    wanda.signOut("wanda");
    testWallet(wanda).click();
    wanda.sees("Profile");
    assertThat(idOf(wanda)).isEqualTo(id);
    wallets.getByText("Unlink", exactlyWithin()).click();
    assertThat(wallets.getByText("Unlink", exactlyWithin())).hasCount(0);
    wanda.signOut("wanda");
    testWallet(wanda).click();
    wanda.sees("Profile");
    assertThat(idOf(wanda)).isNotEqualTo(id);
  }

  @Test
  void aPersonChangesTheirNameAddressAndPassword() {
    Console pia = console().register("pia", LONG).visit("profile").sees("Profile");
    pia.press("Change the name…").field("Name").fill("Pia Q.");
    pia.press("Change the name");
    assertThat(button(pia.page(), "Signed in as Pia Q.")).isVisible();

    pia.press("Change the e-mail address…").field("New e-mail address").fill("pq@sandbox.test");
    pia.field("Your password").fill(LONG + "?");
    pia.press("Change the e-mail address");
    assertThat(alert(pia)).containsText("WRONG_CREDENTIALS");
    pia.field("Your password").fill(LONG);
    pia.press("Change the e-mail address");
    assertThat(pia.page().getByText("pq@sandbox.test, not verified")).isVisible();

    pia.press("Change the password…").field("Current password").fill(LONG);
    pia.field("New password").fill("password1234");
    pia.press("Change the password");
    assertThat(alert(pia)).containsText("PASSWORD_GUESSABLE");
    settled(pia).shoot("profile-password");
    pia.field("New password").fill(LONG + ", and longer");
    pia.press("Change the password");
    assertThat(button(pia.page(), "Change the password…")).isVisible();

    console().signIn("pq", LONG + ", and longer");
    Console adam = console().signIn("adam", password).go("People").sees("People");
    adam.field("Find by the whole e-mail address").fill("pq@sandbox.test");
    adam.press("Find");
    adam.page().getByTestId("person").getByText("Pia Q.", exactlyWithin()).click();
    adam.press("Confirm the address");
    assertThat(adam.page().getByTestId("about")).not().containsText("not verified");
    settled(adam).shoot("person-confirmed");
  }

  /** An extension of the page's making: it announces itself, declines first, and then lies. */
  @Test
  void aWalletThatDeclinesOrSignsWronglyLetsNobodyIn() {
    Console stranger = console();
    stranger.page().addInitScript(LYING_WALLET);
    stranger.page().reload();
    Locator fox = stranger.page().getByRole(AriaRole.BUTTON, containing("Fox Wallet"));
    fox.click();
    assertThat(alert(stranger)).containsText("WALLET_DECLINED");
    stranger.shoot("wallet-declined");
    fox.click();
    assertThat(alert(stranger)).containsText("WRONG_CREDENTIALS");
    stranger.sees("Sign in");
  }

  @Test
  void aSessionThatIsEndedElsewhereIsOutAtOnce() {
    Console here = console().register("sam", LONG);
    Console there = console().signIn("sam", LONG);
    here.visit("profile").sees("Profile");
    Locator sessions = here.page().getByTestId("session");
    assertThat(sessions).hasCount(2);
    assertThat(sessions.filter(withText("this one"))).hasCount(1);
    settled(here).shoot("profile-sessions");

    sessions.getByText("End", exactlyWithin()).click();
    there.sees("Sign in");
    assertThat(there.page().getByText("Your session has ended.")).isVisible();
    assertThat(sessions.filter(withText("Ended by hand"))).hasCount(1);

    Console again = console().signIn("sam", LONG);
    here.press("End all others");
    again.sees("Sign in");
    here.press("Sign out everywhere");
    here.sees("Sign in");
    assertThat(here.page().getByText("You are signed out everywhere.")).isVisible();
  }

  @Test
  void anAdministratorChangesRolesEndsSessionsAndForgetsSomebody() {
    Console fay = console().register("fay", LONG);
    assertThat(fay.page().getByRole(AriaRole.NAVIGATION).getByText("People")).hasCount(0);
    Console adam = console().signIn("adam", password).go("People").sees("People");
    adam.field("Find by the whole e-mail address").fill("fay@sandbox.test");
    adam.press("Find");
    Locator found = adam.page().getByTestId("person");
    assertThat(found).hasCount(1);
    found.getByText("fay", exactlyWithin()).click();
    adam.sees("Person");

    adam.page().getByTestId("roles").getByLabel("Operator").check();
    adam.press("Change the roles");
    assertThat(adam.page().getByText("The roles are changed")).hasCount(1);
    adam.press("End all sessions");
    fay.sees("Sign in").signIn("fay", LONG);
    assertThat(fay.page().getByRole(AriaRole.NAVIGATION).getByText("Approvals")).isVisible();

    adam.press("Forget this person…");
    settled(adam).shoot("person-forget");
    adam.field("Type fay to confirm").fill("fay");
    adam.press("Forget fay for good");
    assertThat(adam.page().getByTestId("about")).containsText("Forgotten");
    assertThat(adam.page().getByTestId("about")).not().containsText("fay");
    fay.sees("Sign in");
    fay.field("E-mail").fill("fay@sandbox.test");
    fay.field("Password").fill(LONG);
    fay.press("Sign in");
    assertThat(alert(fay)).containsText("WRONG_CREDENTIALS");
  }

  private static String idOf(Console person) {
    return person.page().locator("dl.facts > div:has(dt:text-is('Id')) code").getAttribute("title");
  }

  private static Locator testWallet(Console person) {
    return person.page().getByRole(AriaRole.BUTTON, containing("Test wallet"));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, containing(name).setExact(true));
  }

  private static Page.GetByRoleOptions containing(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByTextOptions exactlyWithin() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  @Test
  void staffSeeApprovalsAndCustomersDoNot() {
    String approvals = "Approvals";
    Locator ofAlice = console().signIn("alice", password).page().getByRole(AriaRole.NAVIGATION);
    assertThat(ofAlice.getByText(approvals)).hasCount(0);
    Console audrey = console().signIn("audrey", password);
    assertThat(audrey.page().getByRole(AriaRole.NAVIGATION).getByText("Transfer")).hasCount(0);
    Locator ofOlivia = console().signIn("olivia", password).page().getByRole(AriaRole.NAVIGATION);
    assertThat(ofOlivia.getByText(approvals)).isVisible();
  }

  @Test
  void staffSeeThatChainAndLedgerAgreeAndCompareThemAgain() {
    Locator ofBob = console().signIn("bob", password).page().getByRole(AriaRole.NAVIGATION);
    assertThat(ofBob.getByText("Reconciliation")).hasCount(0);
    Console audrey = console().signIn("audrey", password).go("Reconciliation");
    assertThat(audrey.page().getByTestId("books-BTC")).containsText("Agrees");
    assertThat(
            audrey.page().getByTestId("books-BTC").getByRole(AriaRole.BUTTON, named("Compare now")))
        .hasCount(0);
    Console olivia = console().signIn("olivia", password).go("Reconciliation");
    Locator books = olivia.sees("Reconciliation").page().getByTestId("books-BTC");

    olivia.press("Compare now");

    assertThat(books.getByRole(AriaRole.BUTTON, named("Compare now"))).isVisible();
    assertThat(books).containsText("Agrees");
    settled(olivia).shoot("reconciliation");
  }

  @Test
  void anAdministratorReplaysARailFromABlockWhileStreamsStayUp() {
    Console alice = console().signIn("alice", password);
    fund(alice, "0.3");
    String available = alice.available().innerText();
    alice.go("Rails").sees("Rails");
    alice.page().evaluate("window.notReloaded = true");
    Locator rail = alice.page().getByTestId("rail-bitcoin");
    String before = rail.innerText();
    Console adam = console().signIn("adam", password).go("Replay").sees("Replay");

    replayChain(adam, "one", "Mistyped.");
    assertThat(adam.page().getByText("This is not the number of a block")).isVisible();
    replayChain(adam, "999999", "Too far.");
    adam.press("Begin the replay");
    assertThat(alert(adam)).containsText("BLOCK_ABOVE_CURSOR");
    replayChain(adam, "1", "A node was restored from a copy.");
    adam.press("Begin the replay");
    mine(console().signIn("bob", password), 1);

    assertThat(rail).not().hasText(before);
    Locator card =
        adam.page().getByTestId("replay").filter(withText("A node was restored from a copy."));
    assertThat(card).containsText("Completed");
    assertThat(card).containsText("nothing was missing");
    settled(adam).shoot("replay-chain");
    alice.go("Overview").sees("Overview");
    assertThat(alice.available()).hasText(available);
    assertThat(alice.page().evaluate("window.notReloaded")).isEqualTo(true);
  }

  @Test
  void whatFailedIsSeenTriedAgainAndDiscardedWithAReason() {
    JdbcClient.create(holdfast.getBean(DataSource.class))
        .sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error,
              parked_at_millis)
            VALUES ('bitcoin', 'ContractEvent', 'bitcoin:event', '{"data":"0x00"}',
              'MALFORMED_REQUEST', 'It is of no form that we know.', 1)\
            """)
        .update();
    Console adam = console().signIn("adam", password).go("Parked").sees("Parked");
    Locator card = adam.page().getByTestId("parked").filter(withText("bitcoin:event"));
    assertThat(card).containsText("It is of no form that we know.");
    settled(adam).shoot("parked");

    card.getByRole(AriaRole.BUTTON, named("Try again now")).click();
    assertThat(card).containsText("once");
    card.getByRole(AriaRole.BUTTON, named("Discard…")).click();
    adam.field("Reason, kept in the log").fill("It concerns nobody.");
    adam.press("Discard for good");

    assertThat(card).containsText("It concerns nobody.");
    assertThat(card).containsText("user:adam");
    settled(adam).shoot("parked-discarded");
  }

  /** Nothing is minted on bitcoin: the page is told otherwise, and the ledger refuses. */
  @Test
  void newTokensAreAskedForWhereTheyAreApprovedAndOnlyWhereTheyCanBeMade() {
    Console olivia = console().signIn("olivia", password).go("Approvals").sees("Approvals");
    assertThat(olivia.page().getByText("New tokens", exactly())).hasCount(0);
    olivia
        .page()
        .route(
            "**/api/assets",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(
                            route
                                .fetch()
                                .text()
                                .replace("\"mintable\":false", "\"mintable\":true"))));
    olivia.page().reload();

    olivia.press("Have new tokens made…");
    olivia.field("Amount").fill("lots");
    olivia.press("Ask for new tokens");
    assertThat(olivia.page().getByText("This is not an amount")).isVisible();
    olivia.field("Amount").fill("0.5");
    olivia.press("Ask for new tokens");

    assertThat(alert(olivia)).containsText("UNKNOWN_ASSET");
    olivia.shoot("mint-refused");
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static void replayChain(Console admin, String from, String reason) {
    admin.field("From block (optional)").fill(from);
    admin.field("Reason, kept in the log").fill(reason);
  }

  @Test
  void theKeyboardAloneIsEnough() {
    Console alice = console();
    alice.field("E-mail").focus();
    alice.page().keyboard().type("alice@sandbox.test");
    alice.page().keyboard().press("Tab");
    alice.page().keyboard().type(password);
    alice.page().keyboard().press("Enter");
    alice.sees("Overview");
    alice.page().reload();
    alice.sees("Overview");
    alice.page().keyboard().press("Tab");
    assertThat(alice.page().getByText("Skip to the page")).isFocused();
    alice.page().keyboard().press("Enter");
    assertThat(alice.page().getByRole(AriaRole.MAIN)).isFocused();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPageIsAccessible(ColorScheme scheme) {
    Console stranger = open(scheme, 1280);
    requireAccessible(stranger, scheme + "-sign-in");
    requireAccessible(stranger.press("Create an account"), scheme + "-register");
    stranger.press("I have an account").signIn("alice", password);
    requestDeposit(stranger, "0.1");
    requireAccessible(stranger, scheme + "-deposit");
    for (String path : PAGES_OF_ALICE) {
      requireAccessible(stranger.visit(path), scheme + "-alice-" + path);
    }
    Console adam = open(scheme, 1280).signIn("adam", password);
    for (String path : PAGES_OF_ADAM) {
      requireAccessible(adam.visit(path), scheme + "-adam-" + path);
    }
  }

  @Test
  void everyPageFitsAPhone() {
    Console alice = open(ColorScheme.LIGHT, 360).signIn("alice", password);
    alice.press("Menu").go("Rails").sees("Rails");
    for (String path : PAGES_OF_ALICE) {
      requireFits(alice.visit(path), path);
    }
  }

  // ---- what people do
  // -----------------------------------------------------------------------------

  private static String requestDeposit(Console person, String expected) {
    person.visit("deposits").sees("Deposits");
    person.field("Expected amount (optional)").fill(expected);
    person.press("Get an address").sees("Deposit");
    Locator address = person.page().locator(".pay code");
    assertThat(address).containsText("bcrt1");
    return address.innerText();
  }

  private static void requestWithdrawal(Console person, String amount, String destination) {
    person.visit("withdrawals").sees("Withdrawals");
    person.field("Amount").fill(amount);
    person.field("Address on bitcoin").fill(destination);
    person.press("Withdraw");
  }

  private static void approve(Console operator) {
    operator.go("Approvals").sees("Approvals");
    Locator decision =
        operator.page().getByTestId("decision").filter(withText("account:alice-main"));
    assertThat(decision.getByRole(AriaRole.BUTTON, named("Approve"))).isVisible();
    settled(operator).shoot("approvals");
    decision.getByRole(AriaRole.BUTTON, named("Approve")).click();
    assertThat(decision).hasCount(0);
  }

  private static void pay(Console person, String amount) {
    person.visit("sandbox").sees("Sandbox");
    person.field("Amount").fill(amount);
    person.press("Pay");
    assertThat(person.page().locator(".outcome").first()).containsText("Sent in");
  }

  private static void mine(Console person, int blocks) {
    person.visit("sandbox").sees("Sandbox");
    person.field("Blocks").fill(Integer.toString(blocks));
    person.press("Mine");
    assertThat(person.page().locator(".outcome").nth(1)).containsText("The chain is at height");
  }

  private static void fund(Console person, String amount) {
    String before = person.available().innerText();
    requestDeposit(person, amount);
    pay(person, amount);
    mine(person, 10);
    person.go("Overview");
    assertThat(person.available()).not().hasText(before);
  }

  // ---- how it is looked at
  // ------------------------------------------------------------------------

  private static void requireAccessible(Console console, String name) {
    settled(console).shoot(fileName(name));
    List<Rule> serious =
        new AxeBuilder(console.page())
            .analyze().getViolations().stream()
                .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .toList();
    assertThat(serious).as(name).isEmpty();
  }

  private static void requireFits(Console console, String name) {
    settled(console).shoot(fileName("phone-" + name));
    assertThat(console.page().evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as(name)
        .isEqualTo(0);
  }

  private static Console settled(Console console) {
    assertThat(console.page().locator("h1")).isVisible();
    assertThat(console.page().locator("[aria-busy=true]")).hasCount(0);
    return console;
  }

  private static String fileName(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  private static Locator alert(Console console) {
    return console.page().getByRole(AriaRole.ALERT);
  }

  private static Locator.FilterOptions withText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private Console console() {
    return console("http://127.0.0.1:" + port());
  }

  private Console console(String address) {
    Console console = Console.open(chromium.browser(), address);
    consoles.add(console);
    return console;
  }

  private Console open(ColorScheme scheme, int width) {
    Console console =
        Console.open(chromium.browser(), "http://127.0.0.1:" + port(), scheme, width, 860);
    consoles.add(console);
    return console;
  }

  private static int port() {
    return Integer.parseInt(holdfast.getEnvironment().getRequiredProperty("local.server.port"));
  }
}

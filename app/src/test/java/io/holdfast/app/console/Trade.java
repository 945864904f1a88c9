package io.holdfast.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;

/** What buyers and sellers do in the console. */
final class Trade {
  static final String ADDRESS = "Moi Avenue 12, Nairobi";

  private Trade() {}

  /** From Alice's account or whoever's it is, of Bob; the buyer is on its page then. */
  static String order(Console buyer, String title, String price, String payment) {
    fillIn(buyer, "account:bob-main", title, price);
    buyer.field("How you pay").selectOption(payment);
    return made(buyer, title);
  }

  /** In shillings, by M-Pesa. */
  static String orderByPhone(Console buyer, String title, String price, String phone) {
    fillIn(buyer, "account:bob-main", title, price);
    buyer.field("Asset").selectOption("KES");
    buyer.field("How you pay").selectOption("MPESA");
    buyer.field("Phone for M-Pesa").fill(phone);
    return made(buyer, title);
  }

  static String made(Console buyer, String title) {
    buyer.press("Make the order").sees(title);
    String url = buyer.page().url();
    return url.substring(url.indexOf("#/orders/") + "#/orders/".length());
  }

  /** Where the buyer pays. */
  static Locator payment(Console buyer) {
    return buyer
        .page()
        .getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("Pay").setExact(true));
  }

  static void fillIn(Console buyer, String seller, String title, String price) {
    buyer.visit("orders/new").sees("New order");
    buyer.field("Seller’s account").fill(seller);
    buyer.field("What you buy").fill(title);
    buyer.field("Item reference").fill("lamp-1");
    buyer.field("Price").fill(price);
    buyer.field("Delivery address (optional)").fill(ADDRESS);
  }

  static void payFromBalance(Console buyer) {
    buyer.page().getByRole(AriaRole.FORM).getByRole(AriaRole.BUTTON).click();
    assertThat(standing(buyer)).containsText("Now the seller ships");
  }

  static Console open(Console who, String orderId, String title) {
    return who.visit("orders/" + orderId).sees(title);
  }

  /** From a list of orders or disputes. */
  static void choose(Console who, String title) {
    who.page()
        .getByTestId("order")
        .filter(new Locator.FilterOptions().setHasText(title))
        .getByRole(AriaRole.LINK)
        .click();
  }

  /** With what proves it, in words. */
  static void ship(Console seller) {
    seller.press("Mark as shipped…");
    seller.field("Proof of shipping, in words").fill("Parcel 4711");
    seller.press("Mark as shipped");
    assertThat(standing(seller)).containsText("On its way");
  }

  /** Does what asks for nothing but to be sure. */
  static void sure(Console who, String deed) {
    who.press(deed + "…").press(deed);
  }

  static void complain(Console buyer, String reason, String fileName, String content) {
    buyer.press("Complain…").field("What is wrong").selectOption(reason);
    buyer.press("As a file");
    buyer.field("Evidence, a file").setInputFiles(file(fileName, content));
    buyer.press("Complain");
    assertThat(dispute(buyer)).containsText("You complained");
  }

  static void inWords(Console who, String deed, String label, String words) {
    who.press(deed + "…");
    who.field(label + ", in words").fill(words);
    who.press(deed);
    assertThat(who.page().getByTestId("acts").getByRole(AriaRole.TEXTBOX)).hasCount(0);
  }

  static Locator standing(Console who) {
    return who.page().getByTestId("standing");
  }

  static Locator dispute(Console who) {
    return who.page().getByTestId("dispute");
  }

  static Locator timeline(Console who) {
    return who.page().getByTestId("happened");
  }

  private static FilePayload file(String name, String content) {
    return new FilePayload(name, "text/plain", content.getBytes(StandardCharsets.UTF_8));
  }
}

package io.holdfast.app.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.Base64;

/** What people do with products in the console. */
final class Shop {
  /** Of the colour of copper, 64 by 48. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAQ0lEQVR42u3PQQkAAAgEsOtkNMsZzwp+hcEKLNP1"
          + "WgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQErhaGT2jxk9mQPwAAAABJRU5ErkJggg==";

  private Shop() {}

  /** With an image, for so much bitcoin; the seller is on its page then. */
  static void offer(Console seller, String title, String price) {
    seller.go("Products").sees("Products").press("Offer something").sees("New product");
    seller.field("Title").fill(title);
    seller.field("Category").fill("Kitchen");
    seller.field("Description").fill("Made by hand.\nIt lasts.");
    seller.press("Add a line");
    seller.field("Name of line 1").fill("Volume");
    seller.field("Value of line 1").fill("1.5 l");
    seller.field("Add an image").setInputFiles(picture());
    assertThat(seller.page().getByAltText("Image 1")).isVisible();
    seller.field("Asset").selectOption("BTC");
    seller.field("Price of one").fill(price);
    seller.press("Offer it").sees(title);
  }

  /** By words, or how they begin. */
  static void search(Console who, String words) {
    who.go("Products").sees("Products").field("Search").fill(words);
    who.press("Find");
  }

  /** In a list of products. */
  static Locator card(Console who, String title) {
    return who.page().getByTestId("product").filter(new Locator.FilterOptions().setHasText(title));
  }

  /** From a product's page to the new order, with what only the buyer knows filled in. */
  static void buy(Console buyer, String quantity) {
    buyer.field("Quantity").fill(quantity);
    buyer.press("Buy…").sees("New order");
    buyer.field("How you pay").selectOption("BALANCE");
    buyer.field("Delivery address (optional)").fill(Trade.ADDRESS);
  }

  /** What the new order is for, as the product says it. */
  static Locator bought(Console buyer) {
    return buyer.page().getByTestId("bought");
  }

  /** What an order was made from. */
  static Locator inOrder(Console who) {
    return who.page().getByTestId("product-of-order");
  }

  private static FilePayload picture() {
    return new FilePayload("copper.png", "image/png", Base64.getDecoder().decode(PNG));
  }
}

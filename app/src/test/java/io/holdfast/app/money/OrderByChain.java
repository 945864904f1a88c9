package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Customer.Deposit;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An order that is paid by its chain, as its buyer sees it. */
record OrderByChain(Person buyer, String account, String path, JsonNode whereToPay) {
  /** Between a customer and whoever sells, each on an account of their own. */
  static OrderByChain of(Customer buyer, Person seller, long price) {
    String account = account(buyer.person());
    JsonNode order =
        buyer
            .person()
            .post(
                "/api/orders",
                Map.of(
                    "accountId", account,
                    "sellerAccountId", account(seller),
                    "item", Map.of("reference", "lamp-1", "title", "A lamp"),
                    "price", Long.toString(price),
                    "payment", "btc"));
    String path = "/api/orders/" + order.get("orderId").asString();
    return new OrderByChain(
        buyer.person(), account, path, buyer.person().post(path + "/pay/btc", Map.of()));
  }

  private static String account(Person person) {
    return person.post("/api/accounts", Map.of("label", "Orders")).get("accountId").asString();
  }

  String address() {
    return whereToPay.get("address").asString();
  }

  /** What the order does not need comes to the account, as from a deposit. */
  Deposit asDeposit() {
    return new Deposit(account, whereToPay.get("requestId").asString(), address());
  }

  JsonNode request() {
    return buyer.get("/api/deposit-requests/" + whereToPay.get("requestId").asString());
  }

  /** Until it is so, with so much of its price final and so much seen. */
  void await(String state, long paid, long seen) {
    Customer.awaitThat(
        () -> {
          JsonNode order = buyer.get(path);
          assertThat(order.get("state").asString()).isEqualTo(state);
          assertThat(order.get("paid").asString()).isEqualTo(Long.toString(paid));
          assertThat(order.get("seen").asString()).isEqualTo(Long.toString(seen));
        });
  }

  /** What the order did not need. */
  long buyerHas() {
    for (JsonNode each : buyer.get("/api/accounts/" + account).get("balances")) {
      if (each.get("asset").asString().equals("BTC")) {
        return each.get("available").asLong();
      }
    }
    return 0;
  }
}

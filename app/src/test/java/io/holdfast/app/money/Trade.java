package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.app.money.Customer.Deposit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Two people who trade: what they order, do to it, and then have. Each story has a new account. */
final class Trade {
  private final Customer buyer;
  private final Customer seller;
  private final Deposit sold;
  private Deposit bought;

  private Trade(Customer buyer, Customer seller, Deposit sold, Deposit bought) {
    this.buyer = buyer;
    this.seller = seller;
    this.sold = sold;
    this.bought = bought;
  }

  static Trade between(Customer buyer, Customer seller) {
    return new Trade(buyer, seller, seller.deposit(), buyer.deposit());
  }

  Person buyer() {
    return buyer.person();
  }

  Person seller() {
    return seller.person();
  }

  /** On an account that has nothing else. */
  void buyerGets(ObjLongConsumer<Deposit> fill, long sats) {
    bought = buyer.deposit();
    fill.accept(bought, sats);
  }

  long buyerHas() {
    return buyer.available(bought);
  }

  long sellerHas() {
    return seller.available(sold);
  }

  long potHas(Person staff, String id) {
    JsonNode balances =
        staff.get("/api/accounts/" + get(id).get("potAccountId").asString()).get("balances");
    return Long.parseLong(balances.get(0).get("posted").asString());
  }

  String order(long price) {
    return order(price, Map.of());
  }

  String order(long price, Map<String, ?> times) {
    Map<String, Object> wish =
        Map.of(
            "accountId",
            bought.accountId(),
            "sellerAccountId",
            sold.accountId(),
            "item",
            Map.of("reference", "lamp-1", "title", "A lamp"),
            "asset",
            "BTC",
            "price",
            Long.toString(price),
            "payment",
            "BALANCE",
            "times",
            times);
    return buyer().post("/api/orders", wish).get("orderId").asString();
  }

  JsonNode get(String id) {
    return buyer().get("/api/orders/" + id);
  }

  void awaitState(String id, String state) {
    Customer.awaitThat(() -> assertThat(get(id).get("state").asString()).isEqualTo(state));
  }

  JsonNode pay(String id) {
    return buyer().post("/api/orders/" + id + "/pay/balance", Map.of());
  }

  String refusal(Person who, String id, String what) {
    return who.refusal("/api/orders/" + id + "/" + what, Map.of());
  }

  /** "OK", or the stable code with which this is refused. */
  String act(Person who, String id, String action, String... field) {
    Map<String, String> act = new HashMap<>(Map.of("action", action));
    for (int i = 0; i < field.length; i += 2) {
      act.put(field[i], field[i + 1]);
    }
    return who.outcomeOfPut("/api/orders/" + id, act);
  }

  String dispute(Person who, String id) {
    return act(who, id, "dispute", "reason", "DAMAGED", "evidenceCid", proof(who, id));
  }

  String ship(Person who, String id) {
    return act(who, id, "ship", "trackingCid", proof(who, id));
  }

  /** An answer, an appeal, or more evidence. */
  String show(Person who, String id, String action) {
    return act(who, id, action, "evidenceCid", proof(who, id));
  }

  /** What this person uploads for this order: always the same, and so of the same name. */
  private static String proof(Person who, String id) {
    return who.upload("/api/ipfs/upload?orderId=" + id, "as it was").get("cid").asString();
  }

  String decide(Person who, String id, long toSeller, long toBuyer) {
    return act(
        who,
        id,
        "decide",
        "reason",
        "BOTH_AT_FAULT",
        "toSeller",
        Long.toString(toSeller),
        "toBuyer",
        Long.toString(toBuyer));
  }

  /** Each line as its event and the role of who did it. */
  List<String> timeline(String id) {
    JsonNode items = seller().get("/api/orders/" + id + "/timeline").get("items");
    return StreamSupport.stream(items.spliterator(), false)
        .map(line -> line.get("event").asString() + " " + line.get("role").asString())
        .toList();
  }
}

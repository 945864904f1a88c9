package io.holdfast.gateway.security;

import io.holdfast.api.identity.Role;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.user.Sealed;
import io.holdfast.gateway.FakeIdentity;
import io.holdfast.gateway.FakeLedger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One of each role, another customer, and of each kind of row one for each of them. */
final class AccessStage {
  /** Whose rows are the newest of every kind. */
  static final String LAST = "alice";

  private AccessStage() {}

  static Map<String, Role> callers() {
    Map<String, Role> callers = new LinkedHashMap<>();
    callers.put("olivia", Role.OPERATOR);
    callers.put("adam", Role.ADMINISTRATOR);
    callers.put("audrey", Role.AUDITOR);
    callers.put(LAST, Role.CUSTOMER);
    return callers;
  }

  static void set(FakeLedger ledger) {
    ledger.put(person(ledger, "user:ghost"));
    ledger.put(account(ledger, "account:shop-main", "user:shop"));
    addRowsOf("bob", ledger);
    callers().keySet().forEach(name -> addRowsOf(name, ledger));
  }

  /** One wallet each. */
  static void linkWallets(FakeIdentity identity) {
    Stream.concat(Stream.of("bob"), callers().keySet().stream())
        .forEach(name -> identity.link("user:" + name, "wallet:evm:" + name));
  }

  /** One webhook each, with one delivery that is over. */
  static void addWebhooks(DataSource door) {
    JdbcClient jdbc = JdbcClient.create(door);
    Stream.concat(Stream.of("bob"), callers().keySet().stream())
        .forEach(
            name -> {
              jdbc.sql(
                      """
                      INSERT INTO door.webhook (webhook_id, user_id, url, event_types, disputes,
                        enabled, secret, since_index, made_at)
                      VALUES ('webhook:' || :name, 'user:' || :name, 'https://127.0.0.1:1/', '{}',
                        false, true, :secret, 0, now())""")
                  .param("name", name)
                  .param("secret", Sealed.PREFIX + "A".repeat(60))
                  .update();
              jdbc.sql(
                      """
                      INSERT INTO door.webhook_delivery (delivery_id, webhook_id, event_type, body,
                        made_at, state, next_at)
                      VALUES ('msg_' || :name, 'webhook:' || :name, 'webhook.test', '{}', now(),
                        'DELIVERED', now())""")
                  .param("name", name)
                  .update();
            });
  }

  private static void addRowsOf(String name, FakeLedger ledger) {
    String owner = "user:" + name;
    String account = "account:" + name + "-main";
    ledger.put(account(ledger, account, owner));
    ledger.put(ledger.orderByContract("order:" + name, owner, "user:shop"));
    ledger.put(ledger.product("product:" + name, owner));
    ledger.put(session(ledger, "session:" + name, owner));
    ledger.put(ledger.withdrawal("withdrawal:" + name, account, owner, "AWAITING_APPROVAL"));
    ledger.put(request(ledger, "deposit-request:" + name, account, owner));
    ledger.put(deposit(ledger, "deposit:" + name, account, owner));
    ledger.put(line(ledger, account));
  }

  private static AccountView account(FakeLedger ledger, String id, String owner) {
    return new AccountView(id, owner, "Main", List.of(), List.of(), ledger.nextIndex());
  }

  private static PersonView person(FakeLedger ledger, String id) {
    return new PersonView(
        id,
        null,
        null,
        null,
        List.of("CUSTOMER"),
        List.of(),
        "REGISTERED",
        0,
        1,
        null,
        ledger.nextIndex());
  }

  private static SessionView session(FakeLedger ledger, String id, String owner) {
    return new SessionView(
        id, owner, "EVM", "ACTIVE", List.of(), null, null, 1, 1, 2, null, null, ledger.nextIndex());
  }

  private static DepositRequestView request(
      FakeLedger ledger, String id, String account, String owner) {
    return new DepositRequestView(
        id,
        account,
        null,
        owner,
        "bitcoin",
        "BTC",
        "bcrt1qus",
        null,
        "0",
        "OPEN",
        0,
        1,
        ledger.nextIndex());
  }

  private static DepositView deposit(FakeLedger ledger, String id, String account, String owner) {
    return new DepositView(
        id,
        "deposit-request:none",
        account,
        null,
        owner,
        "bitcoin",
        "aa",
        0,
        "BTC",
        "5",
        "CREDITED",
        2,
        2,
        6,
        7L,
        "07",
        null,
        1,
        ledger.nextIndex());
  }

  private static JournalLineView line(FakeLedger ledger, String account) {
    return new JournalLineView(
        account, "entry:1", "DEPOSIT", "deposit:1", "BTC", "5", "5", "", 1, ledger.nextIndex());
  }
}

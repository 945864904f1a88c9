package io.holdfast.gateway.security;

import io.holdfast.gateway.FakeLedger;
import io.holdfast.gateway.content.ContentStage;
import io.holdfast.gateway.security.Access.Named;
import io.holdfast.gateway.security.AccessRules.Rule;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * For each endpoint a request that would do something. {@code $} stands for whose thing it names,
 * {@code {password}} for the caller's.
 */
final class AccessWish {
  private static final String WALLET = "{\"kind\":\"EVM\",\"address\":\"0xabc\"}";
  private static final String PAY_OUT =
      """
      {"accountId":"account:$-main","asset":"BTC","amount":"5","destination":"bcrt1qelsewhere"}
      """;

  private static final String LAMP =
      """
      "title":"A lamp","description":"It gives light.","category":"lamps","asset":"BTC","price":"5"}
      """;

  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("/api/auth/login", "{\"email\":\"x\",\"password\":\"y\"}"),
          Map.entry(
              "/api/auth/register",
              "{\"email\":\"new@sandbox.test\",\"password\":\"a long password\",\"name\":\"New\"}"),
          Map.entry("/api/auth/refresh", "{}"),
          Map.entry("/api/auth/wallet/challenge", WALLET),
          Map.entry("/api/auth/wallet/link", WALLET),
          Map.entry("/api/auth/wallet/verify", "{\"sessionId\":\"session:none\",\"answer\":\"x\"}"),
          Map.entry("/api/auth/wallet/connect", "{}"),
          Map.entry("/api/auth/wallet/disconnect", "{}"),
          Map.entry("/api/auth/logout", "{}"),
          Map.entry("/api/auth/me/name", "{\"name\":\"New\"}"),
          Map.entry(
              "/api/auth/me/email", "{\"email\":\"$@sandbox.test\",\"password\":\"{password}\"}"),
          Map.entry(
              "/api/auth/me/password",
              "{\"currentPassword\":\"{password}\",\"newPassword\":\"{password}\"}"),
          Map.entry("/api/webhooks", "{\"url\":\"https://127.0.0.1:1/$\"}"),
          Map.entry("/api/webhooks/{webhookId}", "{\"events\":[\"order.funded\"]}"),
          Map.entry("/api/webhooks/{webhookId}/secrets", "{}"),
          Map.entry("/api/webhooks/{webhookId}/tests", "{}"),
          Map.entry("/api/webhooks/{webhookId}/deliveries/{deliveryId}/redeliveries", "{}"),
          Map.entry("/api/users/{userId}/email-confirmations", "{}"),
          Map.entry("/api/users/{userId}/roles", "{\"roles\":[\"CUSTOMER\"]}"),
          Map.entry(
              "/api/admin/rails/{rail}/decisions",
              "{\"decision\":\"ACCEPT_BRANCH\",\"branch\":\"08ff\",\"reason\":\"All others follow"
                  + " it.\"}"),
          Map.entry("/api/accounts", "{\"label\":\"Savings\"}"),
          Map.entry(
              "/api/integration/configure", "{\"withdrawal\":{\"asset\":\"BTC\",\"fee\":\"5\"}}"),
          Map.entry("/api/integration/bitcoin-deposit", "{\"accountId\":\"account:$-main\"}"),
          Map.entry("/api/integration/token-withdrawal", PAY_OUT),
          Map.entry(
              "/api/accounts/{accountId}/destinations",
              "{\"rail\":\"bitcoin\",\"address\":\"bcrt1qelsewhere\"}"),
          Map.entry(
              "/api/transfers",
              "{\"fromAccountId\":\"account:$-main\",\"toAccountId\":\"account:carol-main\","
                  + "\"asset\":\"BTC\",\"amount\":\"5\"}"),
          Map.entry(
              "/api/deposit-requests", "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\"}"),
          Map.entry("/api/withdrawals", PAY_OUT),
          Map.entry("/api/products", "{\"accountId\":\"account:$-main\"," + LAMP),
          Map.entry("/api/products/{productId}", "{" + LAMP),
          Map.entry("/api/products/{productId}/withdraw", "{}"),
          Map.entry("/api/products/{productId}/offer", "{}"),
          Map.entry(
              "/api/quotes", "{\"from\":{\"asset\":\"BTC\",\"amount\":\"5\"},\"to\":\"KES\"}"),
          Map.entry(
              "/api/orders",
              "{\"accountId\":\"account:$-main\",\"sellerAccountId\":\"account:shop-main\","
                  + "\"item\":{\"reference\":\"lamp-1\",\"title\":\"A lamp\"},"
                  + "\"asset\":\"BTC\",\"price\":\"5\",\"payment\":\"BALANCE\"}"),
          Map.entry("/api/orders/{orderId}", "{\"action\":\"cancel\"}"),
          Map.entry("/api/orders/{orderId}/pay/balance", "{}"),
          Map.entry("/api/orders/{orderId}/pay/{asset}", "{}"),
          Map.entry("/api/orders/{orderId}/sync-blockchain", "{}"),
          Map.entry("/api/orders/{orderId}/pay/mpesa", "{}"),
          Map.entry(
              "/api/mpesa/stk-status/{checkoutRequestId}/decisions",
              "{\"decision\":\"REFUSE\",\"reason\":\"Not on the statement.\"}"),
          Map.entry("/api/mpesa/callback/{secret}/{payment}", "{}"),
          Map.entry(
              "/api/mints",
              "{\"accountId\":\"account:$-main\",\"asset\":\"BTC\",\"amount\":\"5\"}"),
          Map.entry("/api/withdrawals/{withdrawalId}/approvals", "{}"),
          Map.entry("/api/withdrawals/{withdrawalId}/rejections", "{\"reason\":\"No.\"}"),
          Map.entry("/api/withdrawals/{withdrawalId}/cancellations", "{}"),
          Map.entry(
              "/api/sandbox/{rail}/payments",
              "{\"outputs\":[{\"address\":\"bcrt1qus\",\"amount\":\"7\"}]}"),
          Map.entry(
              "/api/admin/replays",
              "{\"what\":\"PROJECTIONS\",\"projections\":[\"RAILS\"],\"reason\":\"A test.\"}"),
          Map.entry("/api/admin/replays/{replayId}/cancellations", "{}"),
          Map.entry("/api/admin/parked/{parkedId}/retries", "{}"),
          Map.entry("/api/admin/parked/{parkedId}/discards", "{\"reason\":\"A test.\"}"),
          Map.entry("/api/solvency/reports", "{}"),
          Map.entry("/api/reconciliation/runs", "{\"asset\":\"BTC\"}"),
          Map.entry("/api/reconciliation/cases/{caseId}/explanations", "{\"reason\":\"A test.\"}"),
          Map.entry("/api/transparency/checkpoints", "{}"),
          Map.entry(
              "/api/transparency/checkpoints/{size}/cosignatures",
              "{\"cosignature\":\"— w AAAA\"}"),
          Map.entry("/api/ipfs/upload", "{\"what\":\"a file\"}"),
          Map.entry("/api/sandbox/{rail}/blocks", "{\"count\":1}"),
          Map.entry("/api/sandbox/{rail}/automine", "{\"intervalSeconds\":0}"),
          Map.entry("/api/sandbox/{rail}/reorganisations", "{\"depthBlocks\":1}"),
          Map.entry("/api/sandbox/{rail}/stalls", "{\"stalled\":true}"));

  private AccessWish() {}

  /** Null for what is neither POST nor PUT. */
  static @Nullable String body(Rule rule, String caller, Named named) {
    if (!Set.of(HttpMethod.POST, HttpMethod.PUT).contains(rule.method())) {
      return null;
    }
    String body = BODIES.get(rule.pattern());
    if (body == null) {
      throw new AssertionError("say in AccessWish what " + rule.pattern() + " is sent");
    }
    return body.replace("$", owner(rule, caller, named));
  }

  static String path(Rule rule, String caller, Named named) {
    String owner = owner(rule, caller, named);
    return (rule.pattern() + question(rule))
        .replace("{accountId}", "account:" + owner + "-main")
        .replace("{entryId}", "entry:1")
        .replace("{withdrawalId}", "withdrawal:" + owner)
        .replace("{id}", "withdrawal:" + owner)
        .replace("{orderId}", "order:" + owner)
        .replace("{quoteId}", "quote:" + owner)
        .replace("{productId}", "product:" + owner)
        .replace("{asset}", "btc")
        .replace("{checkoutRequestId}", "mobile-payment:" + owner)
        .replace("{secret}", "guess")
        .replace("{payment}", owner)
        .replace("{requestId}", "deposit-request:" + owner)
        .replace("{depositId}", "deposit:" + owner)
        .replace("{sessionId}", "session:" + owner)
        .replace("{walletId}", "wallet:evm:" + owner)
        .replace("{userId}", "user:" + owner)
        .replace("{webhookId}", "webhook:" + owner)
        .replace("{deliveryId}", "msg_" + owner)
        .replace("{caseId}", FakeLedger.CASE)
        .replace("{parkedId}", FakeLedger.PARKED)
        .replace("{replayId}", FakeLedger.REPLAY)
        .replace("{reportId}", FakeLedger.SOLVENCY_REPORT)
        .replace("{cid}", ContentStage.cidOf(owner))
        .replace("{size}", "7")
        .replace("/inclusion", "/inclusion?logIndex=1")
        .replace("/consistency", "/consistency?from=1")
        .replace("{logIndex}", "1")
        .replace("{rail}", "bitcoin")
        .replace("{address}", "bcrt1qelsewhere");
  }

  /** What must be said beside the path. */
  private static String question(Rule rule) {
    return rule.pattern().contains("/statement") || rule.pattern().contains("/why")
        ? "?asset=BTC"
        : "";
  }

  /** Another is Bob, but for what there is of Bob only once. */
  private static String owner(Rule rule, String caller, Named named) {
    return switch (named) {
      case OWN, NOTHING -> caller;
      case ANOTHERS -> rule.pattern().endsWith("/personal-data") ? "ghost" : "bob";
      case NOBODYS -> "none";
    };
  }
}

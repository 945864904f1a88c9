package io.holdfast.gateway.security;

import static io.holdfast.api.identity.Role.ADMINISTRATOR;
import static io.holdfast.api.identity.Role.AUDITOR;
import static io.holdfast.api.identity.Role.CUSTOMER;
import static io.holdfast.api.identity.Role.OPERATOR;

import io.holdfast.api.identity.Role;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Who may call and watch what, and whose, written once. Every endpoint and every stream has a row;
 * the program does not start with one that has none. The roles are enforced from this table; whose
 * a thing is, is known only where it is looked up, and enforced there ({@code Caller.scope}, {@code
 * OwnAccounts}). Both are tested by calling each row as everybody.
 */
public final class AccessRules {
  private static final Set<Role> ANYONE_SIGNED_IN =
      Set.of(CUSTOMER, OPERATOR, ADMINISTRATOR, AUDITOR);
  private static final Set<Role> WRITERS = Set.of(CUSTOMER, OPERATOR, ADMINISTRATOR);
  private static final Set<Role> STAFF = Set.of(OPERATOR, ADMINISTRATOR, AUDITOR);
  private static final Set<Role> STAFF_THAT_ACTS = Set.of(OPERATOR, ADMINISTRATOR);

  /** The one endpoint to which more is sent than is held in memory. */
  public static final String UPLOAD = "/api/ipfs/upload";

  /** What an endpoint is about. */
  public enum Matter {
    /** Money, rails and views: a POST carries an Idempotency-Key, and auditors change nothing. */
    LEDGER,
    /**
     * What is the caller's alone: how they are in, and where they want to be told. No money moves
     * by it, so no key is needed; auditors go out, too.
     */
    OWN_ACCESS,
    /** Bytes that are named by themselves, so that no key is needed; auditors bring none. */
    CONTENT,
    /** Who others are and what they may do. No key is needed; auditors change nothing. */
    PEOPLE
  }

  /** An endpoint; empty roles mean that it is open to everybody. */
  public record Rule(
      HttpMethod method, String pattern, Set<Role> roles, Whose whose, Matter matter) {
    /** Whether a request names its wish, so that it is carried out once. */
    public boolean needsKey() {
      return HttpMethod.POST.equals(method) && !isOpen() && matter == Matter.LEDGER;
    }

    public boolean isOpen() {
      return roles.isEmpty();
    }
  }

  /** A view that can be watched, by its name on the wire; the same over every kind of socket. */
  public record Stream(String view, Set<Role> roles, Whose whose) {
    public boolean admits(Set<Role> caller) {
      return caller.stream().anyMatch(roles::contains);
    }
  }

  public static final List<Rule> ALL =
      List.of(
          post("/api/auth/login", Set.of(), Whose.NOBODYS),
          post("/api/auth/register", Set.of(), Whose.NOBODYS),
          post("/api/auth/refresh", Set.of(), Whose.NOBODYS),
          post("/api/auth/wallet/challenge", Set.of(), Whose.NOBODYS),
          post("/api/auth/wallet/verify", Set.of(), Whose.NOBODYS),
          post("/api/auth/wallet/connect", Set.of(), Whose.NOBODYS),
          own(HttpMethod.POST, "/api/auth/logout", Whose.CALLERS),
          own(HttpMethod.POST, "/api/auth/wallet/disconnect", Whose.CALLERS),
          own(HttpMethod.POST, "/api/auth/wallet/link", Whose.CALLERS),
          own(HttpMethod.GET, "/api/auth/wallet/session", Whose.CALLERS),
          own(HttpMethod.GET, "/api/auth/me", Whose.CALLERS),
          own(HttpMethod.POST, "/api/auth/me/name", Whose.CALLERS),
          own(HttpMethod.POST, "/api/auth/me/email", Whose.CALLERS),
          own(HttpMethod.POST, "/api/auth/me/password", Whose.CALLERS),
          own(HttpMethod.GET, "/api/wallets", Whose.CALLERS),
          own(HttpMethod.GET, "/api/wallets/{walletId}", Whose.PERSONAL),
          own(HttpMethod.DELETE, "/api/wallets/{walletId}", Whose.CALLERS),
          own(HttpMethod.GET, "/api/sessions", Whose.CALLERS),
          own(HttpMethod.DELETE, "/api/sessions", Whose.CALLERS),
          own(HttpMethod.DELETE, "/api/sessions/{sessionId}", Whose.REVOKED),
          own(HttpMethod.GET, "/api/sign-ins", Whose.CALLERS),
          own(HttpMethod.GET, "/api/webhooks", Whose.CALLERS),
          own(HttpMethod.POST, "/api/webhooks", Whose.CALLERS),
          own(HttpMethod.PUT, "/api/webhooks/{webhookId}", Whose.PERSONAL),
          own(HttpMethod.POST, "/api/webhooks/{webhookId}/secrets", Whose.PERSONAL),
          own(HttpMethod.POST, "/api/webhooks/{webhookId}/tests", Whose.PERSONAL),
          own(HttpMethod.GET, "/api/webhooks/{webhookId}/deliveries", Whose.PERSONAL),
          own(
              HttpMethod.POST,
              "/api/webhooks/{webhookId}/deliveries/{deliveryId}/redeliveries",
              Whose.PERSONAL),
          own(HttpMethod.DELETE, "/api/webhooks/{webhookId}", Whose.CALLERS),
          people(HttpMethod.GET, "/api/users", Whose.NOBODYS),
          people(HttpMethod.GET, "/api/users/{userId}", Whose.SERVED),
          people(HttpMethod.POST, "/api/users/{userId}/roles", Whose.JUDGED),
          people(HttpMethod.POST, "/api/users/{userId}/email-confirmations", Whose.SERVED),
          people(HttpMethod.GET, "/api/users/{userId}/sessions", Whose.SERVED),
          people(HttpMethod.DELETE, "/api/users/{userId}/sessions", Whose.SERVED),
          people(HttpMethod.GET, "/api/users/{userId}/sign-ins", Whose.SERVED),
          people(HttpMethod.GET, "/api/users/{userId}/wallets", Whose.SERVED),
          people(HttpMethod.DELETE, "/api/users/{userId}/personal-data", Whose.JUDGED),
          get("/.well-known/jwks.json", Set.of(), Whose.NOBODYS),
          get("/health", Set.of(), Whose.NOBODYS),
          get("/health/detailed", Set.of(), Whose.NOBODYS), // beside it, MonitoringGate
          get("/api/integration/system-overview", STAFF, Whose.NOBODYS),
          get("/api/integration/status", STAFF, Whose.NOBODYS),
          get("/api/integration/events", STAFF, Whose.NOBODYS),
          get("/api/audit/events", STAFF, Whose.NOBODYS),
          get("/api/audit/events/export", STAFF, Whose.NOBODYS),
          get("/api/audit/events/{logIndex}", STAFF, Whose.NOBODYS),
          get("/api/audit/events/{logIndex}/causation", STAFF, Whose.NOBODYS),
          post("/api/integration/configure", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          post("/api/integration/bitcoin-deposit", WRITERS, Whose.MOVED),
          post("/api/integration/token-withdrawal", WRITERS, Whose.MOVED),
          get("/api/integration/transactions/{id}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/assets", ANYONE_SIGNED_IN, Whose.NOBODYS),
          get("/api/rails", ANYONE_SIGNED_IN, Whose.NOBODYS),
          get("/api/rails/{rail}", ANYONE_SIGNED_IN, Whose.NOBODYS),
          get("/api/rails/{rail}/coverage", STAFF, Whose.NOBODYS),
          get("/api/rails/{rail}/fork", STAFF, Whose.NOBODYS),
          post("/api/admin/rails/{rail}/decisions", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          get("/api/rails/{rail}/contract-events", STAFF, Whose.NOBODYS),
          get("/api/accounts", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/accounts", WRITERS, Whose.CALLERS),
          get("/api/accounts/{accountId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/journal", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/balances", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/statement", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/statement.csv", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/why", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/why/{entryId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/accounts/{accountId}/solvency-proofs", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/solvency/reports", ANYONE_SIGNED_IN, Whose.NOBODYS),
          get("/api/solvency/reports/{reportId}", ANYONE_SIGNED_IN, Whose.NOBODYS),
          post("/api/solvency/reports", STAFF_THAT_ACTS, Whose.NOBODYS),
          get("/api/balances", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/totals", STAFF, Whose.NOBODYS),
          post("/api/accounts/{accountId}/destinations", WRITERS, Whose.MOVED),
          rule(
              HttpMethod.DELETE,
              "/api/accounts/{accountId}/destinations/{rail}/{address}",
              WRITERS,
              Whose.MOVED),
          post("/api/transfers", WRITERS, Whose.MOVED),
          get("/api/deposit-requests", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/deposit-requests", WRITERS, Whose.MOVED),
          get("/api/deposit-requests/{requestId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/deposit-requests/{requestId}/payment-link", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/deposit-requests/{requestId}/qr.svg", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/deposits", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/deposits/{depositId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/withdrawals", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/withdrawals", WRITERS, Whose.MOVED),
          get("/api/withdrawals/{withdrawalId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/withdrawals/{withdrawalId}/approvals", STAFF_THAT_ACTS, Whose.JUDGED),
          post("/api/withdrawals/{withdrawalId}/rejections", STAFF_THAT_ACTS, Whose.JUDGED),
          post("/api/withdrawals/{withdrawalId}/cancellations", WRITERS, Whose.MOVED),
          post("/api/mints", STAFF_THAT_ACTS, Whose.SERVED),
          post("/api/quotes", WRITERS, Whose.NOBODYS),
          get("/api/quotes/{quoteId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/products", ANYONE_SIGNED_IN, Whose.NOBODYS),
          post("/api/products", WRITERS, Whose.MOVED),
          get("/api/products/{productId}", ANYONE_SIGNED_IN, Whose.SERVED),
          rule(HttpMethod.PUT, "/api/products/{productId}", WRITERS, Whose.OFFERED),
          post("/api/products/{productId}/withdraw", WRITERS, Whose.OFFERED),
          post("/api/products/{productId}/offer", WRITERS, Whose.OFFERED),
          get("/api/orders", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/orders", WRITERS, Whose.MOVED),
          get("/api/orders/{orderId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/orders/{orderId}/timeline", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/orders/{orderId}/as-of", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/orders/{orderId}/record", ANYONE_SIGNED_IN, Whose.SHOWN),
          rule(HttpMethod.PUT, "/api/orders/{orderId}", WRITERS, Whose.SHARED),
          post("/api/orders/{orderId}/pay/balance", WRITERS, Whose.MOVED),
          post("/api/orders/{orderId}/pay/{asset}", WRITERS, Whose.MOVED),
          get("/api/orders/{orderId}/contract", ANYONE_SIGNED_IN, Whose.SHOWN),
          post("/api/orders/{orderId}/sync-blockchain", WRITERS, Whose.SHOWN),
          post("/api/orders/{orderId}/pay/mpesa", WRITERS, Whose.MOVED),
          get("/api/mpesa/stk-status", STAFF, Whose.NOBODYS),
          get("/api/mpesa/stk-status/{checkoutRequestId}", ANYONE_SIGNED_IN, Whose.SHOWN),
          post(
              "/api/mpesa/stk-status/{checkoutRequestId}/decisions", STAFF_THAT_ACTS, Whose.JUDGED),
          post("/api/mpesa/callback/{secret}/{payment}", Set.of(), Whose.NOBODYS),
          get("/api/reconciliation", STAFF, Whose.NOBODYS),
          get("/api/reconciliation/cases", STAFF, Whose.NOBODYS),
          get("/api/reconciliation/cases/{caseId}", STAFF, Whose.NOBODYS),
          post("/api/reconciliation/runs", STAFF_THAT_ACTS, Whose.NOBODYS),
          post(
              "/api/reconciliation/cases/{caseId}/explanations",
              Set.of(ADMINISTRATOR),
              Whose.NOBODYS),
          get("/api/admin/replays", STAFF, Whose.NOBODYS),
          get("/api/admin/replays/{replayId}", STAFF, Whose.NOBODYS),
          post("/api/admin/replays", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          post("/api/admin/replays/{replayId}/cancellations", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          get("/api/admin/parked", STAFF, Whose.NOBODYS),
          get("/api/admin/parked/{parkedId}", STAFF, Whose.NOBODYS),
          post("/api/admin/parked/{parkedId}/retries", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          post("/api/admin/parked/{parkedId}/discards", Set.of(ADMINISTRATOR), Whose.NOBODYS),
          get("/api/transparency", STAFF, Whose.NOBODYS),
          get("/api/transparency/vkey", Set.of(), Whose.NOBODYS),
          get("/api/transparency/checkpoint", Set.of(), Whose.NOBODYS),
          get("/api/transparency/checkpoints", STAFF, Whose.NOBODYS),
          get("/api/transparency/checkpoints/{size}", Set.of(), Whose.NOBODYS),
          post("/api/transparency/checkpoints", STAFF_THAT_ACTS, Whose.NOBODYS),
          post("/api/transparency/checkpoints/{size}/cosignatures", Set.of(), Whose.NOBODYS),
          get("/api/transparency/inclusion", STAFF, Whose.NOBODYS),
          get("/api/transparency/consistency", Set.of(), Whose.NOBODYS),
          get("/api/transparency/bundle", Set.of(ADMINISTRATOR, AUDITOR), Whose.NOBODYS),
          content(HttpMethod.POST, UPLOAD, WRITERS, Whose.CALLERS),
          content(HttpMethod.GET, "/api/ipfs/{cid}", ANYONE_SIGNED_IN, Whose.SHOWN),
          content(HttpMethod.GET, "/api/ipfs/{cid}/about", ANYONE_SIGNED_IN, Whose.SHOWN),
          get("/api/sandbox", Set.of(), Whose.NOBODYS),
          post("/api/sandbox/{rail}/payments", WRITERS, Whose.NOBODYS),
          post("/api/sandbox/{rail}/blocks", WRITERS, Whose.NOBODYS),
          post("/api/sandbox/{rail}/automine", WRITERS, Whose.NOBODYS),
          post("/api/sandbox/{rail}/reorganisations", STAFF_THAT_ACTS, Whose.NOBODYS),
          post("/api/sandbox/{rail}/stalls", STAFF_THAT_ACTS, Whose.NOBODYS));

  public static final List<Stream> STREAMS =
      List.of(
          new Stream("accounts", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("journal", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("deposit-requests", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("deposits", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("withdrawals", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("orders", ANYONE_SIGNED_IN, Whose.SHOWN),
          new Stream("disputes", STAFF, Whose.NOBODYS),
          new Stream("rails", ANYONE_SIGNED_IN, Whose.NOBODYS),
          new Stream("wallets", ANYONE_SIGNED_IN, Whose.CALLERS),
          new Stream("reconciliations", STAFF, Whose.NOBODYS),
          new Stream("reconciliation-cases", STAFF, Whose.NOBODYS),
          new Stream("parked", STAFF, Whose.NOBODYS),
          new Stream("replays", STAFF, Whose.NOBODYS));

  private AccessRules() {}

  /**
   * @throws IllegalStateException where the view has no row
   */
  public static Stream stream(String view) {
    return STREAMS.stream()
        .filter(stream -> stream.view().equals(view))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the stream " + view + " has no row in AccessRules"));
  }

  private static Rule own(HttpMethod method, String pattern, Whose whose) {
    return new Rule(method, pattern, ANYONE_SIGNED_IN, whose, Matter.OWN_ACCESS);
  }

  /** Administrators look after people; auditors see what they do. */
  private static Rule people(HttpMethod method, String pattern, Whose whose) {
    return new Rule(
        method,
        pattern,
        HttpMethod.GET.equals(method) ? Set.of(ADMINISTRATOR, AUDITOR) : Set.of(ADMINISTRATOR),
        whose,
        Matter.PEOPLE);
  }

  private static Rule content(HttpMethod method, String pattern, Set<Role> roles, Whose whose) {
    return new Rule(method, pattern, roles, whose, Matter.CONTENT);
  }

  private static Rule get(String pattern, Set<Role> roles, Whose whose) {
    return rule(HttpMethod.GET, pattern, roles, whose);
  }

  private static Rule post(String pattern, Set<Role> roles, Whose whose) {
    return rule(HttpMethod.POST, pattern, roles, whose);
  }

  private static Rule rule(HttpMethod method, String pattern, Set<Role> roles, Whose whose) {
    return new Rule(method, pattern, roles, whose, Matter.LEDGER);
  }
}

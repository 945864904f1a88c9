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
 * Who may call what, written once. Every endpoint has a row; the program does not start with one
 * that has none. Whose rows a caller sees, and whose money a caller moves, is decided behind this
 * table ({@code Caller.scope}, {@code OwnAccounts}).
 */
public final class AccessRules {
  private static final Set<Role> ANYONE_SIGNED_IN =
      Set.of(CUSTOMER, OPERATOR, ADMINISTRATOR, AUDITOR);
  private static final Set<Role> WRITERS = Set.of(CUSTOMER, OPERATOR, ADMINISTRATOR);
  private static final Set<Role> STAFF = Set.of(OPERATOR, ADMINISTRATOR, AUDITOR);
  private static final Set<Role> STAFF_THAT_ACTS = Set.of(OPERATOR, ADMINISTRATOR);

  /** What an endpoint is about. */
  public enum Matter {
    /** Money, rails and views: a POST carries an Idempotency-Key, and auditors change nothing. */
    LEDGER,
    /**
     * How the caller alone is in, and may be. Doing it twice is doing it once, so no key is needed;
     * auditors go out, too.
     */
    OWN_ACCESS,
    /** Who others are and what they may do. No key is needed; auditors change nothing. */
    PEOPLE
  }

  /** An endpoint; empty roles mean that it is open to everybody. */
  public record Rule(HttpMethod method, String pattern, Set<Role> roles, Matter matter) {
    Rule(HttpMethod method, String pattern, Set<Role> roles) {
      this(method, pattern, roles, Matter.LEDGER);
    }

    /** Whether a request names its wish, so that it is carried out once. */
    public boolean needsKey() {
      return HttpMethod.POST.equals(method) && !isOpen() && matter == Matter.LEDGER;
    }

    public boolean isOpen() {
      return roles.isEmpty();
    }
  }

  public static final List<Rule> ALL =
      List.of(
          post("/api/auth/login", Set.of()),
          post("/api/auth/register", Set.of()),
          post("/api/auth/refresh", Set.of()),
          post("/api/auth/wallet/challenge", Set.of()),
          post("/api/auth/wallet/verify", Set.of()),
          post("/api/auth/wallet/connect", Set.of()),
          own(HttpMethod.POST, "/api/auth/logout"),
          own(HttpMethod.POST, "/api/auth/wallet/disconnect"),
          own(HttpMethod.POST, "/api/auth/wallet/link"),
          own(HttpMethod.GET, "/api/auth/wallet/session"),
          own(HttpMethod.GET, "/api/auth/me"),
          own(HttpMethod.DELETE, "/api/wallets/{walletId}"),
          own(HttpMethod.GET, "/api/sessions"),
          own(HttpMethod.DELETE, "/api/sessions"),
          own(HttpMethod.DELETE, "/api/sessions/{sessionId}"), // administrators: anybody's
          own(HttpMethod.GET, "/api/sign-ins"),
          people(HttpMethod.GET, "/api/users"),
          people(HttpMethod.GET, "/api/users/{userId}"),
          people(HttpMethod.POST, "/api/users/{userId}/roles"),
          people(HttpMethod.GET, "/api/users/{userId}/sessions"),
          people(HttpMethod.DELETE, "/api/users/{userId}/sessions"),
          people(HttpMethod.GET, "/api/users/{userId}/sign-ins"),
          people(HttpMethod.DELETE, "/api/users/{userId}/personal-data"),
          get("/.well-known/jwks.json", Set.of()),
          get("/health", Set.of()),
          get("/health/detailed", Set.of()), // beside it, MonitoringGate
          get("/api/integration/system-overview", STAFF),
          get("/api/integration/status", STAFF),
          get("/api/integration/events", STAFF),
          post("/api/integration/configure", Set.of(ADMINISTRATOR)),
          post("/api/integration/bitcoin-deposit", WRITERS),
          post("/api/integration/token-withdrawal", WRITERS),
          get("/api/integration/transactions/{id}", ANYONE_SIGNED_IN),
          get("/api/assets", ANYONE_SIGNED_IN),
          get("/api/rails", ANYONE_SIGNED_IN),
          get("/api/rails/{rail}", ANYONE_SIGNED_IN),
          get("/api/rails/{rail}/coverage", STAFF),
          get("/api/rails/{rail}/fork", STAFF),
          post("/api/admin/rails/{rail}/decisions", Set.of(ADMINISTRATOR)),
          get("/api/rails/{rail}/contract-events", STAFF),
          get("/api/accounts", ANYONE_SIGNED_IN),
          post("/api/accounts", WRITERS),
          get("/api/accounts/{accountId}", ANYONE_SIGNED_IN),
          get("/api/accounts/{accountId}/journal", ANYONE_SIGNED_IN),
          post("/api/accounts/{accountId}/destinations", WRITERS),
          new Rule(
              HttpMethod.DELETE,
              "/api/accounts/{accountId}/destinations/{rail}/{address}",
              WRITERS),
          post("/api/transfers", WRITERS),
          get("/api/deposit-requests", ANYONE_SIGNED_IN),
          post("/api/deposit-requests", WRITERS),
          get("/api/deposit-requests/{requestId}", ANYONE_SIGNED_IN),
          get("/api/deposit-requests/{requestId}/payment-link", ANYONE_SIGNED_IN),
          get("/api/deposit-requests/{requestId}/qr.svg", ANYONE_SIGNED_IN),
          get("/api/deposits", ANYONE_SIGNED_IN),
          get("/api/deposits/{depositId}", ANYONE_SIGNED_IN),
          get("/api/withdrawals", ANYONE_SIGNED_IN),
          post("/api/withdrawals", WRITERS),
          get("/api/withdrawals/{withdrawalId}", ANYONE_SIGNED_IN),
          post("/api/withdrawals/{withdrawalId}/approvals", STAFF_THAT_ACTS),
          post("/api/withdrawals/{withdrawalId}/rejections", STAFF_THAT_ACTS),
          post("/api/withdrawals/{withdrawalId}/cancellations", WRITERS),
          post("/api/mints", STAFF_THAT_ACTS),
          get("/api/reconciliation", STAFF),
          get("/api/reconciliation/cases", STAFF),
          get("/api/reconciliation/cases/{caseId}", STAFF),
          post("/api/reconciliation/runs", STAFF_THAT_ACTS),
          post("/api/reconciliation/cases/{caseId}/explanations", Set.of(ADMINISTRATOR)),
          get("/api/admin/replays", STAFF),
          get("/api/admin/replays/{replayId}", STAFF),
          post("/api/admin/replays", Set.of(ADMINISTRATOR)),
          post("/api/admin/replays/{replayId}/cancellations", Set.of(ADMINISTRATOR)),
          get("/api/admin/parked", STAFF),
          get("/api/admin/parked/{parkedId}", STAFF),
          post("/api/admin/parked/{parkedId}/retries", Set.of(ADMINISTRATOR)),
          post("/api/admin/parked/{parkedId}/discards", Set.of(ADMINISTRATOR)),
          get("/api/sandbox", Set.of()),
          post("/api/sandbox/{rail}/payments", WRITERS),
          post("/api/sandbox/{rail}/blocks", WRITERS),
          post("/api/sandbox/{rail}/automine", WRITERS),
          post("/api/sandbox/{rail}/reorganisations", STAFF_THAT_ACTS),
          post("/api/sandbox/{rail}/stalls", STAFF_THAT_ACTS));

  private AccessRules() {}

  private static Rule own(HttpMethod method, String pattern) {
    return new Rule(method, pattern, ANYONE_SIGNED_IN, Matter.OWN_ACCESS);
  }

  /** Administrators look after people; auditors see what they do. */
  private static Rule people(HttpMethod method, String pattern) {
    return new Rule(
        method,
        pattern,
        HttpMethod.GET.equals(method) ? Set.of(ADMINISTRATOR, AUDITOR) : Set.of(ADMINISTRATOR),
        Matter.PEOPLE);
  }

  private static Rule get(String pattern, Set<Role> roles) {
    return new Rule(HttpMethod.GET, pattern, roles);
  }

  private static Rule post(String pattern, Set<Role> roles) {
    return new Rule(HttpMethod.POST, pattern, roles);
  }
}

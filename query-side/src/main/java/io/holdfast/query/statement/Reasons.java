package io.holdfast.query.statement;

import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.Reason;
import io.holdfast.api.statement.Reason.Approval;
import io.holdfast.api.statement.Reason.Fact;
import io.holdfast.api.statement.Reason.Line;
import io.holdfast.api.statement.Reason.Payment;
import io.holdfast.api.statement.Reason.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a reason of what the log says. Pure.
 *
 * @param entry the event by which the entry was booked
 * @param subject what happened to what it refers to; empty where that is nothing in the log
 * @param payment what happened to the deposit or to the mobile payments of an order's payment;
 *     empty where it has none
 * @param ownAccounts of the entry's accounts, those that the asker owns
 */
record Reasons(
    Scope scope,
    Posting posting,
    StoredFact entry,
    List<StoredFact> subject,
    List<StoredFact> payment,
    Set<String> ownAccounts) {
  private static final String SYSTEM = "system:";

  Reason told(long reflectedIndex) {
    boolean theirs = isTheirs();
    List<StoredFact> of = theirs ? subject : List.of();
    String paymentId =
        theirs ? booked(subject).map(fact -> fact.text("paymentId")).orElse(null) : null;
    return new Reason(
        posting,
        lines(),
        seen(entry.fact()),
        of.isEmpty()
            ? null
            : new Subject(
                of.getFirst().fact().aggregateId(),
                of.stream().map(StoredFact::fact).map(this::seen).toList()),
        theirs ? approvals() : List.of(),
        theirs ? onChain() : null,
        paymentId,
        paymentId == null ? null : receipt(paymentId),
        paymentId == null ? null : recorded(paymentId),
        reflectedIndex);
  }

  /** A pot and a boundary account are nobody's, and an order is both its sides'. */
  private boolean isTheirs() {
    String owner = scope.ownerId();
    return owner == null
        || subject.stream()
            .anyMatch(
                fact ->
                    ownAccounts.contains(fact.text("accountId"))
                        || owner.equals(fact.text("buyerId"))
                        || owner.equals(fact.text("sellerId")));
  }

  private List<Line> lines() {
    return entry
        .content()
        .path("postings")
        .valueStream()
        .map(
            line ->
                new Line(
                    line.path("accountId").asString(),
                    line.path("asset").asString(),
                    line.path("amount").asString()))
        .filter(line -> scope.ownerId() == null || ownAccounts.contains(line.accountId()))
        .toList();
  }

  /** Who else did something, and from where, is staff's to see. */
  private Fact seen(Fact fact) {
    String actor = fact.actor();
    if (scope.ownerId() == null
        || (actor != null && (actor.startsWith(SYSTEM) || actor.equals(scope.ownerId())))) {
      return fact;
    }
    return new Fact(
        fact.logIndex(),
        fact.eventId(),
        fact.type(),
        fact.aggregateId(),
        fact.atMillis(),
        null,
        null,
        null,
        null,
        null,
        null,
        fact.rail(),
        fact.height(),
        fact.blockHash(),
        fact.transaction());
  }

  /** The event of the subject that names this entry; a withdrawal that failed may have none. */
  private Optional<StoredFact> booked(List<StoredFact> facts) {
    return facts.stream()
        .filter(fact -> posting.entryId().equals(fact.text("entryId")))
        .findFirst();
  }

  private List<StoredFact> before(List<StoredFact> facts) {
    return booked(facts).map(fact -> facts.subList(0, facts.indexOf(fact) + 1)).orElse(facts);
  }

  private List<Approval> approvals() {
    return before(subject).stream()
        .filter(fact -> fact.is("WithdrawalApprovalGiven"))
        .map(
            fact ->
                new Approval(
                    Objects.requireNonNullElse(fact.text("approver"), ""),
                    fact.fact().atMillis(),
                    fact.fact().logIndex()))
        .toList();
  }

  private @Nullable Payment onChain() {
    List<StoredFact> facts = payment.isEmpty() ? before(subject) : payment;
    Payment told = null;
    for (StoredFact fact : facts) {
      told = step(told, fact);
    }
    return told;
  }

  private static @Nullable Payment step(@Nullable Payment before, StoredFact fact) {
    return switch (fact.fact().type()) {
      case "DepositDetected" ->
          new Payment(
              fact.text("depositId"),
              fact.text("rail"),
              fact.text("transaction"),
              fact.number("output"),
              null,
              null,
              null);
      case "WithdrawalRequested" ->
          new Payment(fact.text("withdrawalId"), fact.text("rail"), null, null, null, null, null);
      case "WithdrawalSigned" ->
          before == null
              ? null
              : new Payment(
                  before.id(), before.rail(), fact.text("transaction"), null, null, null, null);
      case "DepositConfirmed", "WithdrawalConfirmed", "DepositOrphaned" ->
          before == null
              ? null
              : new Payment(
                  before.id(),
                  before.rail(),
                  before.transaction(),
                  before.output(),
                  fact.number("height"),
                  fact.text("blockHash"),
                  fact.is("DepositOrphaned") ? Long.valueOf(0) : fact.number("confirmations"));
      default -> before;
    };
  }

  private @Nullable String receipt(String paymentId) {
    Set<String> intents = new HashSet<>();
    String receipt = null;
    for (StoredFact fact : payment) {
      String intent = Objects.requireNonNullElse(fact.text("mobilePaymentId"), "");
      if (fact.is("MobilePaymentSucceeded") && paymentId.equals(fact.text("paymentId"))) {
        intents.add(intent);
      }
      if (fact.is("MobilePaymentReceiptTold") && intents.contains(intent)) {
        receipt = fact.text("receipt");
      }
    }
    return receipt;
  }

  private @Nullable Payment recorded(String paymentId) {
    return subject.stream()
        .filter(fact -> fact.is("OrderPaymentRecorded"))
        .filter(fact -> paymentId.equals(fact.text("paymentId")))
        .findFirst()
        .map(
            fact ->
                new Payment(
                    null,
                    fact.text("rail"),
                    fact.text("transaction"),
                    null,
                    fact.number("height"),
                    fact.text("blockHash"),
                    null))
        .orElse(null);
  }

  /** Where an order's payment is told of in the log; null where it is paid from a balance. */
  static @Nullable String streamOf(List<StoredFact> order, String entryId) {
    return order.stream()
        .filter(fact -> fact.is("OrderPaid") && entryId.equals(fact.text("entryId")))
        .map(Reasons::stream)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String stream(StoredFact paid) {
    String payment = Objects.requireNonNullElse(paid.text("paymentId"), "");
    if (payment.startsWith("payment:deposit:")) {
      return payment.substring("payment:".length());
    }
    return payment.startsWith("payment:mpesa:")
        ? "mobile-payments:" + paid.fact().aggregateId()
        : null;
  }
}

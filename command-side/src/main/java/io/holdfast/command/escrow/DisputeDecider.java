package io.holdfast.command.escrow;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeAnswered;
import io.holdfast.api.escrow.DisputeAppealed;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeOpened;
import io.holdfast.api.escrow.EvidenceAdded;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.PayoutCause;
import io.holdfast.api.user.UserId;
import io.holdfast.command.escrow.Order.Existing;
import io.holdfast.command.escrow.Stage.Answered;
import io.holdfast.command.escrow.Stage.Appealed;
import io.holdfast.command.escrow.Stage.Cancelled;
import io.holdfast.command.escrow.Stage.Created;
import io.holdfast.command.escrow.Stage.Decided;
import io.holdfast.command.escrow.Stage.Delivered;
import io.holdfast.command.escrow.Stage.Ended;
import io.holdfast.command.escrow.Stage.Expired;
import io.holdfast.command.escrow.Stage.Funded;
import io.holdfast.command.escrow.Stage.Opened;
import io.holdfast.command.escrow.Stage.Released;
import io.holdfast.command.escrow.Stage.Resolved;
import io.holdfast.command.escrow.Stage.Shipped;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * How a complaint is heard. Pure. The one who complains speaks first, the other answers, somebody
 * who is neither decides, either side may appeal to another, once; then it is carried out. A side
 * that is asked and stays silent is decided against, but may still appeal.
 */
final class DisputeDecider {
  /** Of one side. */
  static final int MAX_EVIDENCE = 20;

  private DisputeDecider() {}

  static List<OrderEvent> open(OpenDispute command, Existing order, Instant now) {
    Terms terms = order.terms();
    terms.requireParty(command.by());
    terms.requireKeptHere();
    return switch (order.stage()) {
      case Funded _ -> {
        if (!terms.isBuyer(command.by().value())) {
          throw wrongState("Who has not shipped has nothing to claim.");
        }
        yield opened(command, terms, now);
      }
      case Shipped _, Delivered _ -> opened(command, terms, now);
      case Opened it -> {
        requireSame(command, it.dispute(), terms);
        yield List.of();
      }
      case Created _, Answered _, Decided _, Appealed _, Ended _ ->
          throw wrongState("There is nothing to complain about, not yet or no longer.");
    };
  }

  private static List<OrderEvent> opened(OpenDispute command, Terms terms, Instant now) {
    return List.of(
        new DisputeOpened(
            command.targetId(),
            command.by().value(),
            command.reason().name(),
            command.evidence().value(),
            now.toEpochMilli() + terms.agreed().answerMillis()));
  }

  private static void requireSame(OpenDispute command, Dispute known, Terms terms) {
    if (!known.openedBy().equals(command.by().value())) {
      throw wrongState("The other side has complained already: answer.");
    }
    if (known.reason() != command.reason()
        || !shown(known, command.by(), command.evidence(), terms)) {
      throw different("The dispute was opened with another reason or other evidence.");
    }
  }

  static List<OrderEvent> answer(AnswerDispute command, Existing order, Instant now) {
    Terms terms = order.terms();
    terms.requireParty(command.by());
    terms.requireKeptHere();
    return switch (order.stage()) {
      case Opened it -> {
        requireOther(command.by(), it.dispute());
        yield List.of(
            new DisputeAnswered(
                command.targetId(),
                command.by().value(),
                command.evidence().value(),
                now.toEpochMilli() + terms.agreed().decisionMillis()));
      }
      case Answered it -> {
        requireOther(command.by(), it.dispute());
        if (!shown(it.dispute(), command.by(), command.evidence(), terms)) {
          throw different("It was answered with other evidence.");
        }
        yield List.of();
      }
      case Created _, Funded _, Shipped _, Delivered _, Decided _, Appealed _, Ended _ ->
          throw wrongState("There is no dispute that waits for an answer.");
    };
  }

  static List<OrderEvent> addEvidence(AddEvidence command, Existing order) {
    Terms terms = order.terms();
    terms.requireParty(command.by());
    return switch (order.stage()) {
      case Opened it -> added(command, it.dispute(), terms);
      case Answered it -> added(command, it.dispute(), terms);
      case Appealed it -> added(command, it.dispute(), terms);
      case Created _, Funded _, Shipped _, Delivered _, Decided _, Ended _ ->
          throw wrongState("There is no dispute that is being heard.");
    };
  }

  private static List<OrderEvent> added(AddEvidence command, Dispute dispute, Terms terms) {
    if (shown(dispute, command.by(), command.evidence(), terms)) {
      return List.of();
    }
    if (dispute.evidence(terms.isBuyer(command.by().value())).size() >= MAX_EVIDENCE) {
      throw new Rejection(
          ErrorCode.TOO_MUCH_EVIDENCE, "Each side shows at most " + MAX_EVIDENCE + " things.");
    }
    return List.of(
        new EvidenceAdded(command.targetId(), command.by().value(), command.evidence().value()));
  }

  static List<OrderEvent> decide(DecideDispute command, Existing order, Instant now) {
    Terms terms = order.terms();
    if (terms.isParty(command.mediator())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody decides their own dispute.");
    }
    terms.requireKeptHere();
    Decision decision = decision(command, terms);
    return switch (order.stage()) {
      case Answered _ -> List.of(decided(order, decision, now));
      case Decided it -> again(decision, it.decision(), command);
      case Appealed it -> {
        if (it.first().isBy(command.mediator().value())) {
          throw new Rejection(
              ErrorCode.FORBIDDEN, "An appeal is decided by somebody who did not decide before.");
        }
        yield resolved(order, decision);
      }
      case Resolved it -> again(decision, it.decision(), command);
      case Created _,
          Funded _,
          Shipped _,
          Delivered _,
          Opened _,
          Released _,
          Cancelled _,
          Expired _ ->
          throw wrongState("There is no dispute that waits for a decision.");
    };
  }

  private static List<OrderEvent> again(Decision decision, Decision known, DecideDispute command) {
    if (!known.isBy(command.mediator().value())) {
      throw new Rejection(ErrorCode.ALREADY_DECIDED, "It was decided already.");
    }
    if (!known.equals(decision)) {
      throw different("You have decided otherwise.");
    }
    return List.of();
  }

  private static Decision decision(DecideDispute command, Terms terms) {
    terms.requireAsset(command.toSeller());
    terms.requireAsset(command.toBuyer());
    Shares shares = new Shares(command.toSeller().minor(), command.toBuyer().minor());
    if (shares.toSeller().signum() < 0
        || shares.toBuyer().signum() < 0
        || !shares.sum().equals(terms.price())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "The shares are not below zero and sum to the price.");
    }
    return switch (command.reason()) {
      case SELLER_DELIVERED, SELLER_FAILED, ITEM_FAULTY, BOTH_AT_FAULT, FRAUD ->
          new Decision(command.mediator().value(), command.reason(), shares);
      case NO_ANSWER, NO_DECISION ->
          throw new Rejection(
              ErrorCode.MALFORMED_REQUEST, "For this reason time decides, and nobody else.");
    };
  }

  static List<OrderEvent> appeal(AppealDispute command, Existing order, Instant now) {
    Terms terms = order.terms();
    terms.requireParty(command.by());
    terms.requireKeptHere();
    return switch (order.stage()) {
      case Decided _ ->
          List.of(
              new DisputeAppealed(
                  command.targetId(),
                  command.by().value(),
                  command.evidence().value(),
                  now.toEpochMilli() + terms.agreed().decisionMillis()));
      case Appealed it -> {
        if (!it.appealedBy().equals(command.by().value())) {
          throw wrongState("The other side has appealed already.");
        }
        if (!shown(it.dispute(), command.by(), command.evidence(), terms)) {
          throw different("It was appealed with other evidence.");
        }
        yield List.of();
      }
      case Created _, Funded _, Shipped _, Delivered _, Opened _, Answered _, Ended _ ->
          throw wrongState("There is no decision that may be appealed.");
    };
  }

  /** The other side was asked and said nothing. */
  static List<OrderEvent> unanswered(Opened stage, Existing order, Instant now) {
    BigInteger price = order.terms().price();
    Shares shares =
        order.terms().isBuyer(stage.dispute().openedBy())
            ? Shares.allToBuyer(price)
            : Shares.allToSeller(price);
    return List.of(decided(order, new Decision(null, DecisionReason.NO_ANSWER, shares), now));
  }

  /**
   * Both have spoken and nobody decided. What never was shipped is not paid for; else nobody can
   * say who is right, and they share.
   */
  static List<OrderEvent> undecided(Answered stage, Existing order, Instant now) {
    BigInteger price = order.terms().price();
    Shares shares =
        stage.dispute().afterShipping() ? Shares.halves(price) : Shares.allToBuyer(price);
    return List.of(decided(order, new Decision(null, DecisionReason.NO_DECISION, shares), now));
  }

  /** Nothing can change it any more. */
  static List<OrderEvent> resolved(Existing order, Decision decision) {
    DecisionReason reason = decision.reason();
    Shares shares = decision.shares();
    return Payouts.end(
        new OrderResolved(
            order.terms().agreed().orderId(),
            decision.by(),
            reason == null ? null : reason.name(),
            order.terms().agreed().asset(),
            shares.toSeller().toString(),
            shares.toBuyer().toString()),
        order,
        PayoutCause.RESOLVED,
        shares);
  }

  private static DisputeDecided decided(Existing order, Decision decision, Instant now) {
    OrderCreated agreed = order.terms().agreed();
    return new DisputeDecided(
        agreed.orderId(),
        decision.by(),
        String.valueOf(decision.reason()),
        agreed.asset(),
        decision.shares().toSeller().toString(),
        decision.shares().toBuyer().toString(),
        now.toEpochMilli() + agreed.appealMillis());
  }

  private static boolean shown(Dispute dispute, UserId by, Cid evidence, Terms terms) {
    return dispute.evidence(terms.isBuyer(by.value())).contains(evidence.value());
  }

  private static void requireOther(UserId by, Dispute dispute) {
    if (dispute.openedBy().equals(by.value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody answers their own complaint.");
    }
  }

  private static Rejection different(String reason) {
    return new Rejection(ErrorCode.ALREADY_EXISTS_DIFFERENT, reason);
  }

  private static Rejection wrongState(String reason) {
    return new Rejection(ErrorCode.WRONG_STATE, reason);
  }
}

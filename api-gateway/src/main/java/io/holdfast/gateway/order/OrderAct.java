package io.holdfast.gateway.order;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AddEvidence;
import io.holdfast.api.escrow.AnswerDispute;
import io.holdfast.api.escrow.AppealDispute;
import io.holdfast.api.escrow.CancelOrder;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody does to an order; each act takes its own fields and no other. */
record OrderAct(
    @Schema(implementation = Action.class) @Nullable String action,
    @Schema(description = "ship: a CID of what proves it and how it is followed.")
        @Nullable String trackingCid,
    @Schema(description = "dispute, answer, evidence, appeal: a CID.") @Nullable String evidenceCid,
    @Schema(
            example = "NOT_AS_DESCRIBED",
            description = "dispute: a DisputeReason; decide: a DecisionReason.")
        @Nullable String reason,
    @Schema(example = "100000", description = "decide: whole minor units.")
        @Nullable String toSeller,
    @Schema(example = "150000", description = "decide: the rest of the price.")
        @Nullable String toBuyer) {

  /** The words for what is done. */
  enum Action {
    SHIP,
    CONFIRM,
    RELEASE,
    CANCEL,
    DISPUTE,
    ANSWER,
    EVIDENCE,
    DECIDE,
    APPEAL
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  Action toAction() {
    return Fields.choice(Action.class, action, "An action");
  }

  /** Whether a mediator does it, and not one of the two sides. */
  boolean isMediators() {
    return toAction() == Action.DECIDE;
  }

  /** The content that it shows; none where it shows nothing, or not as it should. */
  Optional<Cid> content() {
    return Stream.of(Optional.ofNullable(trackingCid), Optional.ofNullable(evidenceCid))
        .flatMap(Optional::stream)
        .map(Cid::new)
        .findFirst();
  }

  /**
   * @param asset of the order's price
   * @throws Rejection MALFORMED_REQUEST, AMOUNT_MALFORMED and its like
   */
  OrderCommand toCommand(OrderId id, UserId by, Asset asset) {
    requireOwnFields();
    return switch (toAction()) {
      case SHIP -> new ShipOrder(id, by, cid(trackingCid));
      case CONFIRM -> new ConfirmDelivery(id, by);
      case RELEASE -> new ReleaseOrder(id, by);
      case CANCEL -> new CancelOrder(id, by);
      case DISPUTE ->
          new OpenDispute(
              id, by, Fields.choice(DisputeReason.class, reason, "A reason"), cid(evidenceCid));
      case ANSWER -> new AnswerDispute(id, by, cid(evidenceCid));
      case EVIDENCE -> new AddEvidence(id, by, cid(evidenceCid));
      case DECIDE ->
          new DecideDispute(
              id,
              by,
              Fields.choice(DecisionReason.class, reason, "A reason"),
              share(asset, toSeller),
              share(asset, toBuyer));
      case APPEAL -> new AppealDispute(id, by, cid(evidenceCid));
    };
  }

  /** A field that says nothing here would be believed to say something. */
  private void requireOwnFields() {
    List<@Nullable String> foreign =
        switch (toAction()) {
          case SHIP -> fields(evidenceCid, reason, toSeller, toBuyer);
          case CONFIRM, RELEASE, CANCEL ->
              fields(trackingCid, evidenceCid, reason, toSeller, toBuyer);
          case DISPUTE -> fields(trackingCid, toSeller, toBuyer);
          case ANSWER, EVIDENCE, APPEAL -> fields(trackingCid, reason, toSeller, toBuyer);
          case DECIDE -> fields(trackingCid, evidenceCid);
        };
    if (!foreign.isEmpty()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "This action does not take all of these fields.");
    }
  }

  private static List<@Nullable String> fields(@Nullable String... given) {
    return Stream.of(given).filter(field -> field != null).toList();
  }

  private static Cid cid(@Nullable String value) {
    return new Cid(value == null ? "" : value);
  }

  /** Who gets nothing is told so, too. */
  private static Money share(Asset asset, @Nullable String amount) {
    return "0".equals(amount) ? Money.zero(asset) : Money.positive(asset, amount);
  }
}

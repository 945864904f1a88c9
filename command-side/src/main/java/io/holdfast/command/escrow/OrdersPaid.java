package io.holdfast.command.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.user.UserId;
import java.time.Instant;

/**
 * What mobile payments ask of their order inside the running unit of work, so that what is known of
 * a payment and what the order counts are one append. Each call takes the order's lock.
 */
public final class OrdersPaid {
  private final OrderSteps steps;

  public OrdersPaid(OrderSteps steps) {
    this.steps = steps;
  }

  public void lock(OrderId id) {
    steps.load(id);
  }

  /**
   * What was agreed of an order that this person pays by mobile money.
   *
   * @throws Rejection NOT_FOUND, FORBIDDEN or WRONG_STATE
   */
  public OrderCreated requireMobile(OrderId id, UserId by) {
    Terms terms = terms(id);
    terms.requireBuyer(by);
    if (terms.mode() != PaymentMode.MPESA) {
      throw new Rejection(ErrorCode.WRONG_STATE, "This order is not paid by M-Pesa.");
    }
    return terms.agreed();
  }

  /**
   * @throws Rejection NOT_FOUND or WRONG_STATE
   */
  public void requireWaiting(OrderId id) {
    if (!(steps.load(id).requireExisting().stage() instanceof Stage.Created)) {
      throw new Rejection(ErrorCode.WRONG_STATE, "It no longer waits for a payment.");
    }
  }

  /**
   * @throws Rejection NOT_FOUND, or FORBIDDEN for the buyer and the seller
   */
  public void requireNoSide(OrderId id, UserId by) {
    if (terms(id).isParty(by)) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody decides about an order of their own.");
    }
  }

  public void confirm(ConfirmOrderPayment command, Instant now) {
    steps.take(command, now);
  }

  private Terms terms(OrderId id) {
    return steps.load(id).requireExisting().terms();
  }
}

package io.holdfast.command.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.ProductOrdered;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed when an order was made, and holds in every stage after it.
 *
 * @param product null where it is for no product
 */
public record Terms(
    OrderCreated agreed, BigInteger price, PaymentMode mode, @Nullable ProductOrdered product) {
  Terms with(ProductOrdered ordered) {
    return new Terms(agreed, price, mode, ordered);
  }

  OrderId orderId() {
    return new OrderId(agreed.orderId());
  }

  AccountId pot() {
    return orderId().pot();
  }

  boolean isBuyer(String userId) {
    return agreed.buyerId().equals(userId);
  }

  boolean isParty(UserId userId) {
    return isBuyer(userId.value()) || agreed.sellerId().equals(userId.value());
  }

  /** Whether a contract keeps the money, and nothing of it is in our books. */
  boolean isByContract() {
    return mode == PaymentMode.CONTRACT;
  }

  /** Where payments come from that do not come from the buyer's balance. */
  boolean isPaidFromOutside() {
    return mode == PaymentMode.CHAIN || mode == PaymentMode.MPESA;
  }

  /**
   * @throws Rejection FORBIDDEN
   */
  void requireBuyer(UserId by) {
    if (!isBuyer(by.value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the buyer does that.");
    }
  }

  /**
   * @throws Rejection FORBIDDEN
   */
  void requireSeller(UserId by) {
    if (!agreed.sellerId().equals(by.value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the seller does that.");
    }
  }

  /**
   * @throws Rejection FORBIDDEN
   */
  void requireParty(UserId by) {
    if (!isParty(by)) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the buyer or the seller does that.");
    }
  }

  /**
   * @throws Rejection WRONG_STATE
   */
  void requireKeptHere() {
    if (isByContract()) {
      throw new Rejection(
          ErrorCode.WRONG_STATE, "A contract keeps this order's money: do it there.");
    }
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  void requireAsset(Money amount) {
    requireAsset(amount.asset());
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  void requireAsset(Asset asset) {
    if (!asset.code().equals(agreed.asset())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "An order is paid in the asset of its price.");
    }
  }
}

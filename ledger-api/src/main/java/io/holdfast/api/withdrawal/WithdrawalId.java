package io.holdfast.api.withdrawal;

import io.holdfast.api.Ids;

/** Names one withdrawal. */
public record WithdrawalId(String value) {
  public static final String PREFIX = "withdrawal:";

  public WithdrawalId {
    value = Ids.require(PREFIX, value);
  }

  /** The hold that keeps the amount and the fee from the moment of the request on. */
  public io.holdfast.api.account.HoldId hold() {
    return new io.holdfast.api.account.HoldId("hold:" + value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.holdfast.api.deposit;

import io.holdfast.api.Ids;

/** Names a customer's wish to deposit, with its own address. */
public record DepositRequestId(String value) {
  public static final String PREFIX = "deposit-request:";

  public DepositRequestId {
    value = Ids.require(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}

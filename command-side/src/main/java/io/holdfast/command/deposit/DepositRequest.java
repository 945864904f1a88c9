package io.holdfast.command.deposit;

import io.holdfast.api.deposit.RequestOutcome;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of one deposit request. */
public sealed interface DepositRequest {
  /** Nobody has asked. */
  Unrequested UNREQUESTED = new Unrequested();

  /**
   * @throws Rejection NOT_FOUND
   */
  Requested requireRequested();

  /** There is no such request. */
  record Unrequested() implements DepositRequest {
    @Override
    public Requested requireRequested() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such deposit request.");
    }
  }

  /**
   * An address was given out.
   *
   * @param expected the amount agreed, or null where any will do
   * @param received the sum of the payments that are credited now
   * @param expired time ran out before the request was met
   */
  record Requested(
      String requestId,
      String accountId,
      String rail,
      String asset,
      String address,
      @Nullable BigInteger expected,
      long expiresAtMillis,
      BigInteger received,
      boolean expired,
      RequestOutcome outcome)
      implements DepositRequest {
    @Override
    public Requested requireRequested() {
      return this;
    }

    /** The amount agreed has come; or, where none was agreed, anything at all. */
    public boolean isMet() {
      return expected == null ? received.signum() > 0 : received.compareTo(expected) >= 0;
    }

    Requested with(BigInteger nowReceived, boolean nowExpired, RequestOutcome nowOutcome) {
      return new Requested(
          requestId,
          accountId,
          rail,
          asset,
          address,
          expected,
          expiresAtMillis,
          nowReceived,
          nowExpired,
          nowOutcome);
    }
  }
}

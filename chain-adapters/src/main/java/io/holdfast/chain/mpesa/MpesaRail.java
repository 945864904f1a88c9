package io.holdfast.chain.mpesa;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.rail.Rail;

/**
 * M-Pesa as the ledger sees it: money comes in for orders, and by no other way. There is no chain,
 * so that what is certain is final.
 */
public final class MpesaRail implements Rail {
  public static final String ID = Shillings.RAIL;

  @Override
  public String id() {
    return ID;
  }

  /**
   * @throws Rejection UNKNOWN_RAIL always
   */
  @Override
  public String depositAddress(DepositRequestId requestId) {
    throw new Rejection(
        ErrorCode.UNKNOWN_RAIL, "M-Pesa has no addresses: it pays for orders, on a phone.");
  }

  /**
   * @throws Rejection ADDRESS_MALFORMED always
   */
  @Override
  public String requireDestination(String address) {
    throw new Rejection(ErrorCode.ADDRESS_MALFORMED, "Nothing is paid out by M-Pesa.");
  }

  @Override
  public int creditDepthBlocks() {
    return 1;
  }

  @Override
  public int finalityDepthBlocks() {
    return 1;
  }
}

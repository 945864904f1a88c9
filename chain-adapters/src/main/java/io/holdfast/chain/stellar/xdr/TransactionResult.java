package io.holdfast.chain.stellar.xdr;

/**
 * How a transaction went, as far as this rail needs it.
 *
 * @param feeStroops what it cost
 * @param code 0 or 1 where it succeeded; what went wrong where it is below zero
 */
public record TransactionResult(long feeStroops, int code) {
  public static final int FAILED = -1;
  public static final int TOO_LATE = -3;
  public static final int BAD_SEQUENCE = -5;

  /** Reads the front of a TransactionResult; the operations' own results stay unread. */
  public static TransactionResult decode(Octets result) {
    return XdrReader.readFirst(
        result,
        from -> {
          long fee = from.int64();
          return new TransactionResult(fee, from.int32());
        });
  }

  /** The name of the code in the protocol (TransactionResultCode). */
  public String name() {
    return switch (code) {
      case 1 -> "txFEE_BUMP_INNER_SUCCESS";
      case 0 -> "txSUCCESS";
      case FAILED -> "txFAILED";
      case -2 -> "txTOO_EARLY";
      case TOO_LATE -> "txTOO_LATE";
      case -4 -> "txMISSING_OPERATION";
      case BAD_SEQUENCE -> "txBAD_SEQ";
      case -6 -> "txBAD_AUTH";
      case -7 -> "txINSUFFICIENT_BALANCE";
      case -8 -> "txNO_ACCOUNT";
      case -9 -> "txINSUFFICIENT_FEE";
      case -10 -> "txBAD_AUTH_EXTRA";
      case -11 -> "txINTERNAL_ERROR";
      case -12 -> "txNOT_SUPPORTED";
      case -13 -> "txFEE_BUMP_INNER_FAILED";
      case -14 -> "txBAD_SPONSORSHIP";
      case -15 -> "txBAD_MIN_SEQ_AGE_OR_GAP";
      case -16 -> "txMALFORMED";
      case -17 -> "txSOROBAN_INVALID";
      default -> "code " + code;
    };
  }
}

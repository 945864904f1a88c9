package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TransactionResult;
import io.holdfast.chain.stellar.xdr.XdrWriter;

/** The results of transactions as the network encodes them (TransactionResult). */
final class Results {
  private static final int INVOKE = 24;

  private Results() {}

  /** Of a transaction that no ledger took in. */
  static Octets refused(int code) {
    return XdrWriter.write(
        to -> {
          to.int64(LedgerState.BASE_FEE);
          to.int32(code);
          to.int32(0);
        });
  }

  /** Of one that a ledger took in. */
  static Octets applied(long fee, Operation operation, Results.Outcome outcome) {
    boolean succeeded = outcome == Outcome.DONE;
    return XdrWriter.write(
        to -> {
          to.int64(fee);
          to.int32(succeeded ? 0 : TransactionResult.FAILED);
          to.int32(1);
          to.int32(0);
          to.int32(type(operation));
          to.int32(code(operation, outcome));
          if (succeeded && type(operation) == INVOKE) {
            to.fixed(Octets.of(new byte[ScAddress.HASH_BYTES]));
          }
          to.int32(0);
        });
  }

  private static int type(Operation operation) {
    return switch (operation) {
      case Operation.CreateAccount _ -> 0;
      case Operation.Payment _ -> 1;
      case Operation.InvokeContract _ -> INVOKE;
    };
  }

  private static int code(Operation operation, Results.Outcome outcome) {
    return switch (outcome) {
      case DONE -> 0;
      case UNDERFUNDED -> -2;
      case NO_TRUST -> -6;
      case NO_DESTINATION -> operation instanceof Operation.Payment ? -5 : -2;
      case LOW_RESERVE -> -3;
      case ALREADY_THERE -> -4;
      case TRAPPED -> -2;
      case MALFORMED -> -1;
    };
  }

  /** What came of an operation. */
  enum Outcome {
    DONE,
    MALFORMED,
    UNDERFUNDED,
    NO_DESTINATION,
    NO_TRUST,
    LOW_RESERVE,
    ALREADY_THERE,
    TRAPPED
  }
}

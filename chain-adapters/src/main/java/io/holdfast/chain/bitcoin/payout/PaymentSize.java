package io.holdfast.chain.bitcoin.payout;

/**
 * Virtual size of a payment that spends P2WPKH outputs (BIP-141: weight, a quarter of it rounded
 * up), with signatures of the greatest length, so that the fee is never below the rate.
 */
final class PaymentSize {
  /** What a P2WPKH output's script takes: version, push, 20 bytes. */
  static final int CHANGE_SCRIPT_BYTES = 22;

  private static final int SCALE = 4;
  private static final int VERSION_AND_LOCK_TIME = 8;
  private static final int MARKER_AND_FLAG = 2;
  private static final int OUTPOINT_EMPTY_SCRIPT_SEQUENCE = 36 + 1 + 4;
  private static final int VALUE = 8;

  /** Count of pushes; signature with its length and sighash byte; public key with its length. */
  private static final int WITNESS = 1 + 1 + 72 + 1 + 33;

  private PaymentSize() {}

  static long vbytes(int inputs, int... outputScriptBytes) {
    long base =
        (long) VERSION_AND_LOCK_TIME + compactSize(inputs) + compactSize(outputScriptBytes.length);
    base += (long) inputs * OUTPOINT_EMPTY_SCRIPT_SEQUENCE;
    for (int script : outputScriptBytes) {
      base += VALUE + compactSize(script) + script;
    }
    return Math.ceilDiv(base * SCALE + MARKER_AND_FLAG + (long) inputs * WITNESS, SCALE);
  }

  private static int compactSize(int count) {
    return count < 0xfd ? 1 : 3;
  }
}

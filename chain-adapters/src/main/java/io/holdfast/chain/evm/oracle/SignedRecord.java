package io.holdfast.chain.evm.oracle;

import io.holdfast.chain.evm.payout.GasPolicy.Offer;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Signed bytes that record a payment. They are stored before they are sent, and none but stored
 * ones are ever sent.
 *
 * @param transaction its hash
 * @param sentAtMillis when they were given to a node last, or null
 */
record SignedRecord(
    String transaction,
    long nonce,
    BigInteger gasLimit,
    Offer offer,
    String signedHex,
    long signedAtMillis,
    @Nullable Long sentAtMillis) {
  BigInteger mostFee() {
    return gasLimit.multiply(offer.maxFee());
  }

  @Override
  public String toString() {
    return "SignedRecord[" + transaction + ", nonce " + nonce + "]";
  }
}

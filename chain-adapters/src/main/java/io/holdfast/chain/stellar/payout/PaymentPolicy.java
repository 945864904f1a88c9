package io.holdfast.chain.stellar.payout;

import java.time.Duration;

/**
 * What a payment may cost, and how long it is good for.
 *
 * @param feeStroops offered for being taken in; the network takes less when it has room
 * @param mostResourceStroops a call whose resources cost more is not made
 * @param validFor after so long no ledger takes it any more
 */
public record PaymentPolicy(long feeStroops, long mostResourceStroops, Duration validFor) {}

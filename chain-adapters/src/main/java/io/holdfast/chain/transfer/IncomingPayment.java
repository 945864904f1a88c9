package io.holdfast.chain.transfer;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A payment to us that stands in a block.
 *
 * @param output which of several payments in one transaction; the same whatever block holds it
 * @param reference what the payer said of what it is for; null where nothing was said
 * @param payer who paid, as far as the chain tells
 * @param asset code of the ledger's asset
 * @param amount more than zero, in the asset's minor unit
 */
public record IncomingPayment(
    String transaction,
    long output,
    @Nullable String reference,
    @Nullable String payer,
    String asset,
    BigInteger amount) {}

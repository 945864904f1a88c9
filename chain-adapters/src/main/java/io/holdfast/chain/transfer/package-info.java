/**
 * What the rails of chains with accounts have in common: payments told apart by a reference, and
 * withdrawals paid by one account whose transactions are numbered. A rail gives {@link
 * io.holdfast.chain.transfer.Transfers} and {@link io.holdfast.chain.transfer.PayoutChain}; the
 * facts, the reports and the payout machine are here.
 */
@NullMarked
package io.holdfast.chain.transfer;

import org.jspecify.annotations.NullMarked;

/** Paying withdrawals: classic payments of lumens, contract calls for tokens. */
@NullMarked
package io.holdfast.chain.stellar.payout;

import org.jspecify.annotations.NullMarked;

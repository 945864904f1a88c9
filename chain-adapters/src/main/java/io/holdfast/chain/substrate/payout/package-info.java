/** Paying withdrawals: what is paid from, and the extrinsics that do it. */
@NullMarked
package io.holdfast.chain.substrate.payout;

import org.jspecify.annotations.NullMarked;

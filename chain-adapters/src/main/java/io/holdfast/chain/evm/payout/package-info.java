/** Withdrawals on an EVM chain. */
@NullMarked
package io.holdfast.chain.evm.payout;

import org.jspecify.annotations.NullMarked;

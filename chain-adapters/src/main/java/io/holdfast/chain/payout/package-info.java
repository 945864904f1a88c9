/** What every rail that pays withdrawals has in common: how it learns of them. */
@NullMarked
package io.holdfast.chain.payout;

import org.jspecify.annotations.NullMarked;

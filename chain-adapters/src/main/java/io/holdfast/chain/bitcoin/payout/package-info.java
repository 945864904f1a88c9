/**
 * Paying out. The laws: one withdrawal, one transaction; its bytes are stored in the log before
 * they are sent, and only those bytes are ever sent again.
 */
@NullMarked
package io.holdfast.chain.bitcoin.payout;

import org.jspecify.annotations.NullMarked;

/** The Bitcoin rail: from blocks to deposits and withdrawals. */
@NullMarked
package io.holdfast.chain.bitcoin;

import org.jspecify.annotations.NullMarked;

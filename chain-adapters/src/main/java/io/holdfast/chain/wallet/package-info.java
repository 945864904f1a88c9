/** What the proofs of all kinds of wallets share. */
@NullMarked
package io.holdfast.chain.wallet;

import org.jspecify.annotations.NullMarked;

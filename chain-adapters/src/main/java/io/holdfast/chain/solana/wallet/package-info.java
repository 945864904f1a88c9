/** Signing in with a wallet of Solana. */
@NullMarked
package io.holdfast.chain.solana.wallet;

import org.jspecify.annotations.NullMarked;

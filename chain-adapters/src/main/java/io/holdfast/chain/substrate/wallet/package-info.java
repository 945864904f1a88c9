/** Signing in with a wallet of Polkadot and its kin. */
@NullMarked
package io.holdfast.chain.substrate.wallet;

import org.jspecify.annotations.NullMarked;

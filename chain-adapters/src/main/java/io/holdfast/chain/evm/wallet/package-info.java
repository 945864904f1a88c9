/** Signing in with a wallet of an EVM chain. */
@NullMarked
package io.holdfast.chain.evm.wallet;

import org.jspecify.annotations.NullMarked;

/** Signing in with a wallet of Bitcoin. */
@NullMarked
package io.holdfast.chain.bitcoin.wallet;

import org.jspecify.annotations.NullMarked;

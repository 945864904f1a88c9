/** Signing in with a wallet of Stellar. */
@NullMarked
package io.holdfast.chain.stellar.wallet;

import org.jspecify.annotations.NullMarked;

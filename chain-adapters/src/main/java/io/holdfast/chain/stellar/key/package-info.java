/** The one key of the rail's custody account. It never leaves its {@link StellarSigner}. */
@NullMarked
package io.holdfast.chain.stellar.key;

import org.jspecify.annotations.NullMarked;

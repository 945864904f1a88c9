/** What wallets hold on the rails' chains: asked for when somebody looks, and kept for a minute. */
@NullMarked
package io.holdfast.chain.balance;

import org.jspecify.annotations.NullMarked;

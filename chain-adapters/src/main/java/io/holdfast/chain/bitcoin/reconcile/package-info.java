/** What a Bitcoin node and our own facts say is ours, for those who compare. */
@NullMarked
package io.holdfast.chain.bitcoin.reconcile;

import org.jspecify.annotations.NullMarked;

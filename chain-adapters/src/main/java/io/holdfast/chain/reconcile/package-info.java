/**
 * Comparing what a chain says we hold with what the ledger says we owe, at the same block. Knows no
 * chain: each rail gives what its chain and its own facts say.
 */
@NullMarked
package io.holdfast.chain.reconcile;

import org.jspecify.annotations.NullMarked;

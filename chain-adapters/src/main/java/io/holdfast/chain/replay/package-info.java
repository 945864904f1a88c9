/**
 * The chain's events again: blocks below the cursor are read once more at the node, and what they
 * hold is stored and told to the ledger as it was the first time. What was there stays as it is;
 * what was missing is found and said.
 */
@NullMarked
package io.holdfast.chain.replay;

import org.jspecify.annotations.NullMarked;

/**
 * How any chain is followed: pure decisions, without clock, thread, network or database.
 *
 * <p>The laws: a block is applied only on top of its parent; heights are applied without a gap; the
 * cursor falls back one block at a time, to the common ancestor; what is final is never taken back.
 */
@NullMarked
package io.holdfast.chain.follow;

import org.jspecify.annotations.NullMarked;

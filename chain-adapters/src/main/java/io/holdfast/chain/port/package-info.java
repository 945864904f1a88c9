/**
 * What one chain must give so that the engine can follow it: how its node is asked ({@link
 * io.holdfast.chain.port.ChainSource}), and what its blocks mean for us ({@link
 * io.holdfast.chain.port.BlockFacts}).
 */
@NullMarked
package io.holdfast.chain.port;

import org.jspecify.annotations.NullMarked;

/** A rail to a Substrate chain's native asset: Polkadot, its Asset Hub, and chains like them. */
@NullMarked
package io.holdfast.chain.substrate;

import org.jspecify.annotations.NullMarked;

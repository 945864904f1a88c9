/** Reading the chain: its node as the engine asks it, and what its blocks mean for us. */
@NullMarked
package io.holdfast.chain.substrate.block;

import org.jspecify.annotations.NullMarked;

/** Accounts of a Substrate chain: their spelling, and those of ours that take deposits. */
@NullMarked
package io.holdfast.chain.substrate.address;

import org.jspecify.annotations.NullMarked;

/**
 * What one runtime of a Substrate chain says of itself, and what its blocks say by it. A chain
 * exchanges its runtime while it runs: everything here holds for one spec version. Pure.
 */
@NullMarked
package io.holdfast.chain.substrate.runtime;

import org.jspecify.annotations.NullMarked;

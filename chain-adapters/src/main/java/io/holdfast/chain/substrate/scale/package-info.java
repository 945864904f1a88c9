/**
 * SCALE, the encoding of Substrate chains (Polkadot's specification, appendix A.2.2), and values
 * whose types a runtime describes itself (the crate {@code scale-info}). Pure; knows no pallet.
 */
@NullMarked
package io.holdfast.chain.substrate.scale;

import org.jspecify.annotations.NullMarked;

/** Following the chain: blocks, reorganisations, and what waits to be mined. */
@NullMarked
package io.holdfast.chain.bitcoin.block;

import org.jspecify.annotations.NullMarked;

/** What the blocks of an EVM chain mean for us. */
@NullMarked
package io.holdfast.chain.evm.block;

import org.jspecify.annotations.NullMarked;

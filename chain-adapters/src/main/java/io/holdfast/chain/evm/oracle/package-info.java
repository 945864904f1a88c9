/** Says in the escrow contract, once for each order, what was paid outside the chain. */
@NullMarked
package io.holdfast.chain.evm.oracle;

import org.jspecify.annotations.NullMarked;

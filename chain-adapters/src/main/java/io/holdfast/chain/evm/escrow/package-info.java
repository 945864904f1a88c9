/** Orders whose money our escrow contract keeps: what it says of them, told when it is final. */
@NullMarked
package io.holdfast.chain.evm.escrow;

import org.jspecify.annotations.NullMarked;

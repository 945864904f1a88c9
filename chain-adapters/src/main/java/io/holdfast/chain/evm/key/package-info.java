/** The key that pays withdrawals of an EVM rail. */
@NullMarked
package io.holdfast.chain.evm.key;

import org.jspecify.annotations.NullMarked;

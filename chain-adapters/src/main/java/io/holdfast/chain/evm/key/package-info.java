/** The keys of an EVM rail: the treasury's and the oracle's. */
@NullMarked
package io.holdfast.chain.evm.key;

import org.jspecify.annotations.NullMarked;

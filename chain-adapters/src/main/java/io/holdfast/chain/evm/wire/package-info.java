/**
 * The bytes of an EVM chain: hashes, addresses, RLP, transactions and the ABI, as far as this rail
 * needs them. Pure.
 */
@NullMarked
package io.holdfast.chain.evm.wire;

import org.jspecify.annotations.NullMarked;

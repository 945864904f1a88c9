/**
 * The rail of Polkadot's contracts over Ethereum RPC (pallet-revive on Asset Hub), and of any other
 * EVM chain that says what is final.
 */
@NullMarked
package io.holdfast.chain.evm;

import org.jspecify.annotations.NullMarked;

/**
 * A small client of Ethereum's JSON-RPC, as geth, anvil and the eth-rpc of Polkadot's pallet-revive
 * speak it: the calls that following and paying need, as values with exact amounts. It knows
 * nothing of the ledger.
 */
@NullMarked
package io.holdfast.chain.evm.rpc;

import org.jspecify.annotations.NullMarked;

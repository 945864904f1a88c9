/**
 * A small client of a Bitcoin node's JSON-RPC: the calls that following, watching and paying need,
 * as values with exact amounts. It knows nothing of the ledger.
 */
package io.holdfast.chain.bitcoin.rpc;

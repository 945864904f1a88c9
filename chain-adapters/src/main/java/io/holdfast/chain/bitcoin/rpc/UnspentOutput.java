package io.holdfast.chain.bitcoin.rpc;

/**
 * An output that nobody has spent.
 *
 * @param confirmations 0 while its transaction waits
 * @param coinbase whether it was made by a block's reward, which may be spent after 100 blocks
 */
public record UnspentOutput(long sats, String scriptHex, int confirmations, boolean coinbase) {}

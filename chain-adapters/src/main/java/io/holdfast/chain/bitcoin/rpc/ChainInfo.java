package io.holdfast.chain.bitcoin.rpc;

/**
 * Where the node stands.
 *
 * @param network {@code main}, {@code test}, {@code testnet4}, {@code signet} or {@code regtest}
 * @param headHeight height of the last block it has verified
 * @param headerHeight height of the last header it has seen, at least {@code headHeight}
 * @param initialDownload whether it is still catching up after its own start
 * @param keptFromHeight the lowest block that it still has whole; 0 where it throws none away
 */
public record ChainInfo(
    String network,
    long headHeight,
    long headerHeight,
    String headHash,
    boolean initialDownload,
    long keptFromHeight) {}

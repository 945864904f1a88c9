package io.holdfast.chain.bitcoin.rpc;

import org.jspecify.annotations.Nullable;

/**
 * Whether the node would take a transaction.
 *
 * @param refusal the node's reason, for example {@code missing-inputs}; null when it would
 */
public record MempoolVerdict(String txid, boolean allowed, @Nullable String refusal) {}

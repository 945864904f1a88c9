package io.holdfast.chain.stellar.xdr;

/**
 * Which ledgers may take a transaction in, by their close times, in seconds since 1970, both ends
 * included. After the last of them no ledger ever takes it.
 */
public record TimeBounds(long minTimeSeconds, long maxTimeSeconds) {}

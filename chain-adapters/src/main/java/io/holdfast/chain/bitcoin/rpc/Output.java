package io.holdfast.chain.bitcoin.rpc;

import org.jspecify.annotations.Nullable;

/**
 * An output of a transaction.
 *
 * @param index its place in the transaction, counted from 0
 * @param address null where the script is not one that has an address
 */
public record Output(int index, long sats, String scriptHex, @Nullable String address) {}

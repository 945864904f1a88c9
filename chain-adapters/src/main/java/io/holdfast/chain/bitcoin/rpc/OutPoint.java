package io.holdfast.chain.bitcoin.rpc;

/** Names an output: the transaction that made it and its place there, counted from 0. */
public record OutPoint(String txid, int index) {}

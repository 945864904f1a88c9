package io.holdfast.chain.transfer;

/**
 * @param transaction its id on the chain, known before it is sent
 * @param hex lower case, without a prefix
 */
public record SignedTransfer(String transaction, String hex) {}

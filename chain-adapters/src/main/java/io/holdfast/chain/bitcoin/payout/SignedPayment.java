package io.holdfast.chain.bitcoin.payout;

/** A payment that any node takes: its id and its bytes in hexadecimal. */
public record SignedPayment(String txid, String hex) {}

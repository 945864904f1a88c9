package io.holdfast.command.withdrawal;

import java.math.BigInteger;

/**
 * The one transaction that may pay a withdrawal.
 *
 * @param chainFee what its miner takes
 */
public record SignedPayment(String transaction, String signedHex, BigInteger chainFee) {}

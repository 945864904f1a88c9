package io.holdfast.chain.evm.rpc;

import java.math.BigInteger;

/**
 * What gas costs now, in wei.
 *
 * @param baseFee what the next block asks of everybody
 * @param tip what is offered beside it in these days
 */
public record GasPrices(BigInteger baseFee, BigInteger tip) {}

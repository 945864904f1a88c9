package io.holdfast.chain.evm.key;

/**
 * The keys of one seed.
 *
 * @param treasury takes deposits and pays withdrawals
 * @param oracle says in the escrow contract what was paid outside the chain
 */
public record EvmKeys(EvmSigner treasury, EvmSigner oracle) {
  public static EvmKeys of(byte[] seed) {
    return new EvmKeys(SeedEvmSigner.treasury(seed), SeedEvmSigner.oracle(seed));
  }
}

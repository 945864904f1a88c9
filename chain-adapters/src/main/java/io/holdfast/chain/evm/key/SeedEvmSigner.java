package io.holdfast.chain.evm.key;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Signature;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/**
 * Signs with one key of a seed (BIP-32, BIP-44; 60 is Ethereum's coin in SLIP-44), held in memory:
 * m/44'/60'/0'/0/0 is the treasury's, and m/44'/60'/0'/0/1 the oracle's.
 */
public final class SeedEvmSigner implements EvmSigner {
  private static final int PURPOSE = 44;
  private static final int COIN = 60;

  private static final int TREASURY = 0;
  private static final int ORACLE = 1;

  private final ECKey key;
  private final Address account;

  /** The account that takes deposits and pays withdrawals. */
  public static SeedEvmSigner treasury(byte[] seed) {
    return new SeedEvmSigner(seed, TREASURY);
  }

  /** The account that says in the escrow contract what was paid outside the chain. */
  public static SeedEvmSigner oracle(byte[] seed) {
    return new SeedEvmSigner(seed, ORACLE);
  }

  private SeedEvmSigner(byte[] seed, int index) {
    DeterministicKey parent =
        hardened(
            hardened(hardened(HDKeyDerivation.createMasterPrivateKey(seed), PURPOSE), COIN), 0);
    this.key = child(child(parent, 0, false), index, false);
    this.account = Address.of(key.getPubKeyPoint().getEncoded(false));
  }

  @Override
  public Address account() {
    return account;
  }

  @Override
  public Signature sign(byte[] hash) {
    Sha256Hash digest = Sha256Hash.wrap(hash);
    ECKey.ECDSASignature signature = key.sign(digest).toCanonicalised();
    return new Signature(signature.r, signature.s, key.findRecoveryId(digest, signature) & 1);
  }

  @Override
  public String toString() {
    return "SeedEvmSigner[" + account + "]";
  }

  private static DeterministicKey hardened(DeterministicKey parent, int number) {
    return child(parent, number, true);
  }

  private static DeterministicKey child(DeterministicKey parent, int number, boolean hardened) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, hardened));
  }
}

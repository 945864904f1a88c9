package io.holdfast.chain.evm.key;

import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Signature;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.ECKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/**
 * Signs with the key m/44'/60'/0'/0/0 of a seed (BIP-32, BIP-44; 60 is Ethereum's coin in SLIP-44),
 * held in memory.
 */
public final class SeedEvmSigner implements EvmSigner {
  private static final int PURPOSE = 44;
  private static final int COIN = 60;

  private final ECKey key;
  private final Address treasury;

  public SeedEvmSigner(byte[] seed) {
    DeterministicKey account =
        hardened(
            hardened(hardened(HDKeyDerivation.createMasterPrivateKey(seed), PURPOSE), COIN), 0);
    this.key = child(child(account, 0, false), 0, false);
    this.treasury = Address.of(key.getPubKeyPoint().getEncoded(false));
  }

  @Override
  public Address treasury() {
    return treasury;
  }

  @Override
  public Signature sign(byte[] hash) {
    Sha256Hash digest = Sha256Hash.wrap(hash);
    ECKey.ECDSASignature signature = key.sign(digest).toCanonicalised();
    return new Signature(signature.r, signature.s, key.findRecoveryId(digest, signature) & 1);
  }

  @Override
  public String toString() {
    return "SeedEvmSigner[" + treasury + "]";
  }

  private static DeterministicKey hardened(DeterministicKey parent, int number) {
    return child(parent, number, true);
  }

  private static DeterministicKey child(DeterministicKey parent, int number, boolean hardened) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, hardened));
  }
}

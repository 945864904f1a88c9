package io.holdfast.chain.bitcoin.key;

import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/**
 * Signs with the account m/84'/coin'/0' of a seed (BIP-32, BIP-84), held in memory. Coin is 0 on
 * the main network and 1 on all others (SLIP-44).
 */
public final class SeedSigner implements Signer {
  private static final int PURPOSE = 84;

  private final DeterministicKey privateAccount;
  private final AccountKey account;

  public SeedSigner(BitcoinNetwork network, byte[] seed) {
    int coin = network == BitcoinNetwork.MAINNET ? 0 : 1;
    DeterministicKey master = HDKeyDerivation.createMasterPrivateKey(seed);
    DeterministicKey purpose = child(master, PURPOSE, true);
    privateAccount = child(child(purpose, coin, true), 0, true);
    account = new AccountKey(network, privateAccount.serializePubB58(network));
  }

  @Override
  public AccountKey account() {
    return account;
  }

  @Override
  public byte[] sign(KeyPath path, Sha256Hash hash) {
    DeterministicKey branch = child(privateAccount, path.branch().number(), false);
    return child(branch, path.index(), false).sign(hash).toCanonicalised().encodeToDER();
  }

  private static DeterministicKey child(DeterministicKey parent, int number, boolean hardened) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, hardened));
  }
}

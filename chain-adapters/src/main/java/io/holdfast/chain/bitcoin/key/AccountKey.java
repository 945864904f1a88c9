package io.holdfast.chain.bitcoin.key;

import org.bitcoinj.base.Address;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.ScriptType;
import org.bitcoinj.crypto.ChildNumber;
import org.bitcoinj.crypto.DeterministicKey;
import org.bitcoinj.crypto.HDKeyDerivation;

/**
 * The extended public key of a BIP-84 account: makes addresses, and can spend nothing. Thread-safe.
 */
public final class AccountKey {
  private final BitcoinNetwork network;
  private final String extendedPublicKey;
  private final DeterministicKey deposits;
  private final DeterministicKey change;

  /** Read back from its public spelling, so that nothing private hangs on it. */
  AccountKey(BitcoinNetwork network, String extendedPublicKey) {
    this.network = network;
    this.extendedPublicKey = extendedPublicKey;
    DeterministicKey account = DeterministicKey.deserializeB58(extendedPublicKey, network);
    this.deposits = child(account, KeyPath.Branch.DEPOSIT.number());
    this.change = child(account, KeyPath.Branch.CHANGE.number());
  }

  public BitcoinNetwork network() {
    return network;
  }

  /** The compressed public key at this path. */
  public byte[] publicKey(KeyPath path) {
    return key(path).getPubKey();
  }

  /** The P2WPKH address at this path. */
  public Address address(KeyPath path) {
    return key(path).toAddress(ScriptType.P2WPKH, network);
  }

  /** The account in the spelling of BIP-32 (xpub, tpub). It makes addresses and spends nothing. */
  public String extendedPublicKey() {
    return extendedPublicKey;
  }

  private DeterministicKey key(KeyPath path) {
    return switch (path.branch()) {
      case DEPOSIT -> child(deposits, path.index());
      case CHANGE -> child(change, path.index());
    };
  }

  private static DeterministicKey child(DeterministicKey parent, int number) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, false));
  }
}

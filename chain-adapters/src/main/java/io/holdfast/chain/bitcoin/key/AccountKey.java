package io.holdfast.chain.bitcoin.key;

import java.util.EnumMap;
import java.util.Map;
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
  private final DeterministicKey account;
  private final Map<KeyPath.Branch, DeterministicKey> branches =
      new EnumMap<>(KeyPath.Branch.class);

  AccountKey(BitcoinNetwork network, DeterministicKey account) {
    this.network = network;
    this.account = account.dropPrivateBytes().dropParent();
    for (KeyPath.Branch branch : KeyPath.Branch.values()) {
      branches.put(branch, child(this.account, branch.number()));
    }
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

  /** The account in the spelling of SLIP-132 (zpub, vpub). It makes addresses and spends nothing. */
  public String extendedPublicKey() {
    return account.serializePubB58(network, ScriptType.P2WPKH);
  }

  private DeterministicKey key(KeyPath path) {
    return child(branches.get(path.branch()), path.index());
  }

  private static DeterministicKey child(DeterministicKey parent, int number) {
    return HDKeyDerivation.deriveChildKey(parent, new ChildNumber(number, false));
  }
}

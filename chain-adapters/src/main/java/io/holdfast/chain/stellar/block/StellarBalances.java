package io.holdfast.chain.stellar.block;

import io.holdfast.api.money.Asset;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How many lumens accounts have after the newest ledger, those included that the ledger binds as
 * their reserve.
 */
public final class StellarBalances implements BalanceSource {
  private static final ClassicAsset LUMENS = new ClassicAsset.Native();

  /** A lumen has ten million stroops. */
  private static final int SCALE = 7;

  private final StellarRpc node;
  private final Network network;
  private final Asset asset;

  /**
   * @param lumens what the ledger, or if not it everybody, calls them
   */
  public StellarBalances(StellarRpc node, Network network, String rail, String lumens) {
    this.node = node;
    this.network = network;
    this.asset = new Asset(lumens, SCALE, rail);
  }

  @Override
  public WalletKind kind() {
    return WalletKind.STELLAR;
  }

  /** As wallets call it; a network of one's own has its passphrase only. */
  @Override
  public Optional<String> chain() {
    if (network.equals(Network.MAINNET)) {
      return Optional.of("public");
    }
    return Optional.of(network.equals(Network.TESTNET) ? "testnet" : network.passphrase());
  }

  @Override
  public Asset asset() {
    return asset;
  }

  @Override
  public Optional<Told> ask(String address) {
    StellarRpc.Entries entries =
        node.entries((ScAddress.Account) StrKey.decode(address), List.of(LUMENS));
    StellarRpc.Balance balance = entries.balances().get(LUMENS);
    return Optional.of(
        balance == null
            ? Told.nothing(entries.latest())
            : Told.of(BigInteger.valueOf(balance.amount()), entries.latest()));
  }
}

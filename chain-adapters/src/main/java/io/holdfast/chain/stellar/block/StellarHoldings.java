package io.holdfast.chain.stellar.block;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.stellar.rpc.StellarRpc;
import io.holdfast.chain.stellar.rpc.StellarRpc.Balance;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger's own entry says the custody account has of an asset. A node keeps the newest
 * state only, but an entry says in which ledger it was changed last: one that was changed at or
 * before the ledger meant had this balance after that ledger too. One that was changed since tells
 * nothing of it, and is asked for again when our cursor has come further. Whether an entry that is
 * not there was there before, nobody tells: so the node must stand on the very ledger then.
 * Thread-safe.
 */
public final class StellarHoldings implements Holdings {
  private final StellarRpc node;
  private final ScAddress.Account custody;
  private final ClassicAsset asset;

  public StellarHoldings(StellarRpc node, ScAddress.Account custody, ClassicAsset asset) {
    this.node = node;
    this.custody = custody;
    this.asset = asset;
  }

  @Override
  public Optional<List<Holding>> at(BlockRef ledger) {
    StellarRpc.Entries entries = node.entries(custody, List.of(asset));
    if (entries.latest() < ledger.height()) {
      return Optional.empty();
    }
    Balance balance = entries.balances().get(asset);
    if (balance == null) {
      return entries.latest() == ledger.height() ? held(0) : Optional.empty();
    }
    return balance.changedIn() <= ledger.height() ? held(balance.amount()) : Optional.empty();
  }

  private Optional<List<Holding>> held(long amount) {
    return Optional.of(
        List.of(Holding.ofAccount(StrKey.encode(custody), BigInteger.valueOf(amount))));
  }
}

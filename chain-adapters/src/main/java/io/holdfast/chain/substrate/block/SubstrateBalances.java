package io.holdfast.chain.substrate.block;

import io.holdfast.api.money.Asset;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.rpc.BlockHeader;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.chain.substrate.scale.NotScale;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What accounts own of a Substrate chain's own asset after its newest block: what is free, and what
 * is reserved, which stays an account's own. An account below the chain's existential deposit is
 * not there.
 */
public final class SubstrateBalances implements BalanceSource {
  private final SubstrateRpc node;
  private final Runtimes runtimes;
  private final Supplier<Optional<String>> genesis;
  private final Asset asset;

  /**
   * @param genesis the hash of the chain's first block, where it is known
   */
  public SubstrateBalances(
      SubstrateRpc node, Runtimes runtimes, Supplier<Optional<String>> genesis, Asset asset) {
    this.node = node;
    this.runtimes = runtimes;
    this.genesis = genesis;
    this.asset = asset;
  }

  @Override
  public WalletKind kind() {
    return WalletKind.POLKADOT;
  }

  /** The hash of its first block: the names that nodes give their chains are anybody's. */
  @Override
  public Optional<String> chain() {
    return genesis.get();
  }

  @Override
  public Asset asset() {
    return asset;
  }

  @Override
  public Optional<Told> ask(String address) {
    AccountId account = Ss58.accountOnAnyNetwork(address);
    BlockHeader head = node.head();
    return Optional.of(
        node.storage(StorageKeys.account(account), head.hash())
            .map(stored -> Told.of(owned(stored, head.hash()), head.height()))
            .orElseGet(() -> Told.nothing(head.height())));
  }

  private BigInteger owned(byte[] stored, String state) {
    try {
      return SubstrateHoldings.owned(
          runtimes.after(state).metadata().storage("System", "Account", stored).field("data", 4));
    } catch (NotScale e) {
      throw new NodeAnsweredRubbish("an account that cannot be read: " + e.getMessage(), e);
    }
  }
}

package io.holdfast.chain.evm.block;

import io.holdfast.api.money.Asset;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What accounts have of an EVM chain's own asset after its newest block. Every address is there,
 * with nothing where nobody ever paid it.
 */
public final class EvmBalances implements BalanceSource {
  private final EvmRpc node;
  private final BigInteger chainId;
  private final Asset asset;

  public EvmBalances(EvmRpc node, BigInteger chainId, Asset asset) {
    this.node = node;
    this.chainId = chainId;
    this.asset = asset;
  }

  @Override
  public WalletKind kind() {
    return WalletKind.EVM;
  }

  @Override
  public Optional<String> chain() {
    return Optional.of(chainId.toString());
  }

  @Override
  public Asset asset() {
    return asset;
  }

  @Override
  public Optional<Told> ask(String address) {
    long height =
        node.header(BlockTag.LATEST)
            .orElseThrow(() -> new NodeAnsweredRubbish("a chain without a newest block"))
            .number();
    return Optional.of(Told.of(node.balance(new Address(address), height), height));
  }
}

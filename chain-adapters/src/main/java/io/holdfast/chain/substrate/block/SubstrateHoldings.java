package io.holdfast.chain.substrate.block;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.DepositBook;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.chain.substrate.scale.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the chain's state says the treasury and all deposit accounts have together, as one: what
 * moves between them moves nothing of ours. What is reserved stays an account's own. The state is
 * asked for by the block's hash, so no other block's is ever told. Thread-safe.
 */
public final class SubstrateHoldings implements Holdings {
  private final SubstrateRpc node;
  private final Runtimes runtimes;
  private final DepositBook book;
  private final String treasury;

  /**
   * @param treasury its address, as people read it
   */
  public SubstrateHoldings(
      SubstrateRpc node, Runtimes runtimes, DepositBook book, String treasury) {
    this.node = node;
    this.runtimes = runtimes;
    this.book = book;
    this.treasury = treasury;
  }

  @Override
  public Optional<List<Holding>> at(BlockRef block) {
    if (node.header(block.hash()).isEmpty()) {
      return Optional.empty();
    }
    Metadata runtime = runtimes.after(block.hash()).metadata();
    BigInteger sum =
        Stream.concat(Stream.of(book.treasury()), book.all().stream())
            .map(account -> owned(account, block.hash(), runtime))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return Optional.of(List.of(Holding.ofAccount(treasury, sum)));
  }

  private BigInteger owned(AccountId account, String state, Metadata runtime) {
    return node.storage(StorageKeys.account(account), state)
        .map(stored -> runtime.storage("System", "Account", stored).field("data", 4))
        .map(SubstrateHoldings::owned)
        .orElse(BigInteger.ZERO);
  }

  static BigInteger owned(Value data) {
    return data.field("free", 0).number().add(data.field("reserved", 1).number());
  }
}

package io.holdfast.chain.transfer;

import io.holdfast.api.money.Money;
import java.math.BigInteger;
import java.util.Collection;

/**
 * What the payout machine asks of a chain with accounts. What the node fails at is thrown as a
 * {@link io.holdfast.chain.rpc.NodeFailure} and tried again.
 */
public interface PayoutChain {
  /** The account that pays, in the spelling of the chain. */
  String sender();

  /** The number of the first transaction that is not on the finalized chain yet. */
  long finalizedSequence();

  /**
   * Whether the withdrawal can be paid now. Nothing is stored and nothing is given out yet.
   *
   * @param underWay those whose amounts and fees are promised and not yet on the chain
   */
  Quote quote(Payout payout, Collection<Payout> underWay);

  /** Pure: the same bytes give the same signed bytes for ever. */
  SignedTransfer sign(String unsigned);

  /** The fee in the asset of the withdrawal, as the ledger books it. */
  Money fee(Payout payout, BigInteger fee);

  /**
   * Sends signed bytes; sending them again is sending them once.
   *
   * @throws io.holdfast.chain.rpc.RpcError when the node does not take them, be it because it has
   *     them
   */
  void send(String signedHex);

  /** Whether the node has the transaction, in a block or waiting. */
  boolean knows(String transaction);

  /**
   * Whether the chain's own law proves that no block will ever take the signed transaction, while
   * none has taken its number: its time is over. The number is free again then.
   */
  default boolean isOver(Payout payout) {
    return false;
  }
}

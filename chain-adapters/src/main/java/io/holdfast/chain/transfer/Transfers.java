package io.holdfast.chain.transfer;

import io.holdfast.chain.follow.Header;
import java.util.List;
import java.util.Optional;

/**
 * What a chain's blocks mean, read from their content. Pure, but for {@link #storeMore}.
 *
 * @param <B> the content of a block
 */
public interface Transfers<B> {
  /** The chain's own time of the block. */
  long minedAtMillis(B block);

  /** The payments to us, by whatever way, in their order. */
  List<IncomingPayment> payments(B block);

  /** The transactions of the account that pays. */
  List<SentTransaction> sent(B block);

  /**
   * Code of the asset in which the chain takes its fees, where the fee of a payment is known only
   * from its block. Fees of withdrawals in that asset are then booked as they were taken.
   */
  default Optional<String> feeAsset() {
    return Optional.empty();
  }

  /**
   * Stores what else the block means; each fact carries the block's hash. Runs in the transaction
   * that stores the block.
   */
  default void storeMore(Header header, B block) {}

  /** Undoes exactly what {@link #storeMore} stated. */
  default void undoMore(Header header) {}
}

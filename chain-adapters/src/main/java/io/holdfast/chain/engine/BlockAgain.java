package io.holdfast.chain.engine;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.port.Confirmations;
import java.util.Optional;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in a block of our chain once more, wherever it stands below the cursor. The same facts are
 * stored and the same is told as the first time, so what was not missed then stays as it is. The
 * cursor does not move.
 *
 * <p>Used on the rail's thread, between two blocks.
 *
 * @param <B> the content of a block
 */
public final class BlockAgain<B> {
  private final ChainSource<B> source;
  private final BlockStore blocks;
  private final BlockFacts<B> facts;
  private final TransactionTemplate transaction;

  public BlockAgain(
      ChainSource<B> source,
      BlockStore blocks,
      BlockFacts<B> facts,
      PlatformTransactionManager transactions) {
    this.source = source;
    this.blocks = blocks;
    this.facts = facts;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @return false where our chain has no such block
   * @throws io.holdfast.chain.rpc.NodeFailure when the node does not have it or does not answer
   */
  public boolean takeIn(long height) {
    Optional<Header> known = blocks.at(height);
    known.ifPresent(this::takeIn);
    return known.isPresent();
  }

  /**
   * The intent is stored with the facts: once they are there, nobody would miss what the ledger was
   * not told.
   */
  private void takeIn(Header header) {
    B block = source.look().block(header);
    transaction.executeWithoutResult(
        _ -> {
          blocks.beginAgain(header);
          facts.store(header, block);
        });
    tell(header);
  }

  /** Tells the ledger once more what follows from a block whose facts are stored. */
  public void tell(Header header) {
    tell(header, blocks, facts);
  }

  /** Ends what somebody was stopped in the middle of; told twice, it is the same. */
  static void end(BlockStore blocks, BlockFacts<?> facts) {
    blocks.again().forEach(header -> tell(header, blocks, facts));
  }

  private static void tell(Header header, BlockStore blocks, BlockFacts<?> facts) {
    facts.tellTaken(header);
    blocks
        .tip()
        .map(tip -> new BlockRef(tip.height(), tip.hash()))
        .ifPresent(tip -> facts.tellConfirmations(confirmations(header, tip, blocks)));
    blocks.endAgain(header);
  }

  /** As deep as the block lies by now. What is final is final at once, by whichever rule it is. */
  private static Confirmations confirmations(Header header, BlockRef tip, BlockStore blocks) {
    return header.height() <= blocks.finalHeight()
        ? new Confirmations.NowFinal(tip, header.height() - 1, header.height())
        : new Confirmations.NotYetFinal(tip, blocks.finalHeight());
  }
}

package io.holdfast.chain.engine;

import io.holdfast.chain.port.ChainNode;
import java.util.concurrent.Semaphore;

/**
 * How far a rail reads ahead of the block it takes in: so many blocks at most are on their way from
 * its node or wait in memory to be taken in. What a turn leaves on its way counts in the next one.
 */
public final class ReadAhead {
  private final int mostBlocks;
  private final Semaphore free;

  /**
   * @param mostBlocks 0 reads each block when its turn comes
   */
  public ReadAhead(int mostBlocks) {
    this.mostBlocks = mostBlocks;
    this.free = new Semaphore(mostBlocks);
  }

  /** Each block is read when its turn comes. */
  public static ReadAhead none() {
    return new ReadAhead(0);
  }

  /**
   * The same chain for one turn, with the blocks above this height read ahead.
   *
   * @param last read no further: the turn ends there
   */
  <B> ChainNode<B> on(ChainNode<B> node, long height, long last) {
    return last - height < 2 || mostBlocks == 0
        ? node
        : new AheadNode<>(node, free, mostBlocks, height + 1, last);
  }
}

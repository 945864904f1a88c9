package io.holdfast.chain.sandbox;

import java.nio.ByteBuffer;
import org.bitcoinj.core.Block;

/**
 * A block of the simulated chain, whether it still has its place or not. It keeps its bytes and is
 * parsed when it is looked into: a chain that mines by itself for weeks must stay small in memory.
 * Immutable.
 */
final class MinedBlock {
  private final long sequence;
  private final int height;
  private final String hash;
  private final String parentHash;
  private final long timeSeconds;
  private final byte[] bytes;

  MinedBlock(long sequence, int height, Block block) {
    this.sequence = sequence;
    this.height = height;
    this.hash = block.getHashAsString();
    this.parentHash = block.getPrevBlockHash().toString();
    this.timeSeconds = block.time().getEpochSecond();
    this.bytes = block.serialize();
  }

  /** The order in which blocks were mined, over all branches. */
  long sequence() {
    return sequence;
  }

  int height() {
    return height;
  }

  String hash() {
    return hash;
  }

  String parentHash() {
    return parentHash;
  }

  long timeSeconds() {
    return timeSeconds;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  Block block() {
    return Block.read(ByteBuffer.wrap(bytes));
  }
}

package io.holdfast.chain.contract;

import java.util.List;

/**
 * A chain with its hands on the controls, as far as every chain has them. Its payer has coins.
 * Whatever it is told has happened when the call returns.
 *
 * @param <H> the rail's harness
 */
public interface RailPeer<H extends RailHarness> extends AutoCloseable {
  /** A rail on this chain with a database of its own, from so many blocks below the head on. */
  H rail(long blocksBefore);

  /** Adds blocks with all that waits for one. */
  void mine(int blocks);

  /** Whether blocks of this chain can lose their place. */
  default boolean reorganises() {
    return true;
  }

  /**
   * Takes away so many blocks and adds one more than that, empty, in their place. What was in them
   * waits again.
   */
  void reorganise(int depthBlocks);

  /** Pays this deposit address, in the next block. Answers with the transaction's id. */
  String pay(String address, long minorUnits);

  /** An ordinary payment, large beside all fees. */
  long ordinaryAmount();

  /** An address of somebody else that may be paid. */
  String outsideAddress();

  /** The node takes questions and answers none. */
  void stall();

  void resume();

  long height();

  /** The hashes of the best chain from this height up to its head. */
  List<String> hashesFrom(long height);

  /** The hash of the block on the best chain that holds this transaction. */
  String blockOf(String transaction);

  /** Whether the node has seen this transaction, in a block or waiting. */
  boolean knows(String transaction);

  @Override
  void close();
}

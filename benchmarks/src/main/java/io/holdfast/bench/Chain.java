package io.holdfast.bench;

import java.net.URI;
import java.util.List;

/**
 * A real node with a chain to take in. Its calls are those that the product needs for a block, made
 * one after the other by a client that is not the product's and stores nothing.
 */
interface Chain extends AutoCloseable {
  /** How the rail is called, in the read model too. */
  String rail();

  /** Where the node is. */
  URI url();

  /**
   * How the program is told to follow this chain.
   *
   * @param url where it finds the node
   */
  List<String> properties(URI url);

  /** The first block that counts; before it the chain is only made ready. */
  long start();

  long height();

  /** How many facts each block of the bench holds. */
  int factsInBlock();

  /** What a fact is, in the plural. */
  String facts();

  /** Asks for a block and all that stands in it. */
  void read(long height);

  /** Sends what the next block will hold. */
  void prepare();

  /** Mines one block with all that waits. */
  void mine();

  /** Makes so many blocks full of facts. */
  default void grow(int blocks) {
    for (int i = 0; i < blocks; i++) {
      prepare();
      mine();
    }
  }

  @Override
  void close();
}

package io.holdfast.chain.sandbox;

import java.util.List;

/** All that is kept of a simulated chain: every block ever mined, its tip, and what waits. */
record StoredChain(
    long version, List<StoredBlock> blocks, String tip, List<StoredWaiting> waiting) {
  StoredChain {
    blocks = List.copyOf(blocks);
    waiting = List.copyOf(waiting);
  }
}

package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.RailState;
import io.holdfast.chain.rpc.Credentials.UserPassword;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A real node that threw away blocks which the rail has not taken in yet. */
class PrunedNodePeerIT {
  /** With small files for its blocks; it keeps the last 288 in any case. */
  private static final int BLOCKS = 600;

  @Test
  void freezesAndSaysWhichBlockIsMissingUntilANodeHasIt() {
    try (TestBitcoind pruned = TestBitcoind.start("-prune=1", "-fastprune");
        TestBitcoind whole = TestBitcoind.start()) {
      pruned.mine(10);
      try (BitcoinHarness rail = new BitcoinHarness(endpoint(pruned), 5)) {
        rail.turn();
        List<String> before = rail.storedChain();
        pruned.mine(BLOCKS);
        pruned.handChainTo(whole);
        pruned.call("pruneblockchain", BLOCKS / 2);

        rail.turn();

        ChangeRailState last = rail.ledger.told(ChangeRailState.class).getLast();
        assertThat(last.state()).isEqualTo(RailState.FROZEN);
        assertThat(last.reason()).contains("no longer keeps block 11");
        assertThat(rail.storedChain()).isEqualTo(before);

        rail.moveTo(endpoint(whole));
        rail.turn();

        assertThat(rail.state()).contains(RailState.FOLLOWING);
        assertThat(rail.storedChain().getLast()).isEqualTo(pruned.headHash());
      }
    }
  }

  private static NodeEndpoint endpoint(TestBitcoind node) {
    return new NodeEndpoint(node.url(), new UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD));
  }
}

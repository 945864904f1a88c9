package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailState;
import io.holdfast.chain.rpc.Credentials.UserPassword;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.testkit.TestBitcoind;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens between real nodes: they part, mine on, and meet again; one serves an older chain.
 */
class TwoNodesPeerIT {
  private static final long COIN = 100_000_000;

  /** A node may change its branch between two answers. */
  private static final int TURNS_UNTIL_BLAMED = 3;

  private TestBitcoind ours;
  private TestBitcoind other;
  private BitcoinHarness rail;

  @BeforeEach
  void twoNodesOfOneNetwork() {
    ours = TestBitcoind.startFunded();
    other = TestBitcoind.start();
    other.connect(ours);
    rail = new BitcoinHarness(endpoint(ours), 5);
    rail.turn();
  }

  @AfterEach
  void close() {
    rail.close();
    ours.close();
    other.close();
  }

  @Test
  void followsTheLongerBranchWhenTwoPartsOfTheNetworkMeetAgain() {
    ours.setNetworkActive(false);
    String txid = ours.payMany(Map.of(rail.depositAddress("a"), COIN));
    ours.mine(2);
    rail.turn();
    assertThat(lastReport().block()).isNotNull();
    other.mine(4);

    ours.setNetworkActive(true);
    other.connect(ours);
    rail.turn();

    assertThat(rail.ledger.told(OrphanBlock.class)).hasSize(2);
    assertThat(rail.ledger.told(OrphanPayment.class))
        .singleElement()
        .satisfies(orphan -> assertThat(orphan.depositId().value()).contains(txid));
    assertThat(rail.storedChain().getLast()).isEqualTo(other.headHash());

    String hash = ours.mine(1).getFirst();
    rail.turn();
    assertThat(Objects.requireNonNull(lastReport().block()).hash()).isEqualTo(hash);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
  }

  @Test
  void takesInNoBlockOfWhichTwoNodesThatMustAgreeSayDifferentThings() {
    String shared = rail.storedChain().getLast();
    rail.believeOnly(endpoint(ours), endpoint(other));
    ours.setNetworkActive(false);
    ours.mine(2);
    other.mine(3);

    for (int i = 0; i < TURNS_UNTIL_BLAMED; i++) {
      rail.turn();
    }

    assertThat(rail.state()).contains(RailState.UNREACHABLE);
    assertThat(rail.storedChain().getLast()).isEqualTo(shared);

    ours.setNetworkActive(true);
    other.connect(ours);
    rail.turn();

    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertThat(rail.storedChain().getLast()).isEqualTo(other.headHash());
    assertThat(rail.ledger.told(OrphanBlock.class)).isEmpty();
  }

  @Test
  void waitsWhileTheNodeServesAnOlderChainAndGoesOnAfterwards() {
    other.setNetworkActive(false);
    ours.mine(3);
    rail.turn();
    String head = rail.storedChain().getLast();

    rail.moveTo(endpoint(other));
    rail.turn();

    assertThat(rail.state()).contains(RailState.STALLED);
    assertThat(rail.storedChain().getLast()).isEqualTo(head);

    other.setNetworkActive(true);
    other.connect(ours);
    ours.mine(1);
    other.awaitSameHead(ours);
    rail.turn();

    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertThat(rail.storedChain().getLast()).isEqualTo(ours.headHash());
    assertThat(rail.ledger.told(OrphanBlock.class)).isEmpty();
  }

  @Test
  void freezesOnANodeOfAnotherHistoryAndGoesOnWhenTheRightOneIsBack() {
    try (TestBitcoind stranger = TestBitcoind.start()) {
      stranger.mine((int) ours.height() + 10);
      rail.moveTo(endpoint(stranger));

      rail.turn();

      assertThat(rail.state()).contains(RailState.FROZEN);
      assertThat(rail.storedChain().getLast()).isEqualTo(ours.headHash());
    }
    ours.mine(1);
    rail.moveTo(endpoint(ours));

    rail.turn();

    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertThat(rail.storedChain().getLast()).isEqualTo(ours.headHash());
  }

  private ReportPayment lastReport() {
    return rail.ledger.told(ReportPayment.class).getLast();
  }

  private static NodeEndpoint endpoint(TestBitcoind node) {
    return new NodeEndpoint(node.url(), new UserPassword(TestBitcoind.USER, TestBitcoind.PASSWORD));
  }
}

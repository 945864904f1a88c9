package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.Finality;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Blocks of a made-up chain of thirty are read again. */
class ReplayIT {
  private static final long NO_BLOCK = ReplayRequested.NO_BLOCK;

  private final MadeUpRail rail = new MadeUpRail(Finality.byDepth(MadeUpRail.FINALITY_DEPTH));
  private final JdbcClient db = JdbcClient.create(rail.source());
  private final StandingClock clock = new StandingClock();
  private TestChain chain = TestChain.genesisOnly("main").mine(30, "main");
  private Function<Header, Optional<Header>> at = Optional::of;
  private Function<Header, List<String>> content = MadeUpNode::payments;
  private final RailWork work = rail.replaying(() -> new Node(chain, at, content), clock);

  @BeforeEach
  void aRailAtTheHead() {
    rail.ledger.holdsFinalAt(MadeUpRail.FINALITY_DEPTH);
    turn();
    rail.ledger.forget();
  }

  @Test
  void readsFromTheFirstToTheLastBlockThatWasNamed() {
    request("replay:a", 10, 12);

    turn();

    assertThat(finding("blocks").checked()).isEqualTo(3);
    assertThat(finding("observations").checked()).isEqualTo(6);
    assertThat(rail.ledger.told(ReportPayment.class))
        .extracting(report -> report.block().height())
        .containsExactly(10L, 10L, 11L, 11L, 12L, 12L);
    assertThat(rail.ledger.told(RecordReplayProgress.class))
        .last()
        .satisfies(
            progress -> assertThat(progress.done()).isEqualTo(progress.total()).isEqualTo(3));
  }

  @Test
  void theRailGoesOnFollowingBetweenAFewBlocksAndTheNext() {
    request("replay:a", NO_BLOCK, NO_BLOCK);
    work.work();
    chain = chain.mine(1, "main");

    turn();

    List<Object> told = List.copyOf(rail.ledger.told());
    int applied = told.indexOf(rail.ledger.told(ApplyBlock.class).getFirst());
    assertThat(told.subList(0, applied)).hasAtLeastOneElementOfType(ReportPayment.class);
    assertThat(told.subList(applied, told.size())).hasAtLeastOneElementOfType(ReportPayment.class);
    assertThat(told.getLast()).isInstanceOf(EndReplayPart.class);
    assertThat(finding("blocks").checked()).isEqualTo(31);
  }

  @Test
  void tellsOfABlockThatIsAnotherAtTheNodeAndLeavesItAlone() {
    at = block -> Optional.of(block.height() == 15 ? named(block, "strange") : block);
    request("replay:a", 14, 16);

    turn();

    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(finding("blocks"))
        .isEqualTo(
            new ReplayFinding("blocks", 3, 1, "block 15 is main-15 here and strange at the node"));
    assertThat(rail.ledger.told(ReportPayment.class))
        .extracting(report -> report.block().height())
        .containsOnly(14L, 16L);
  }

  @Test
  void tellsOfBlocksThatWereNeverTakenIn() {
    db.sql("DELETE FROM rail.block WHERE height IN (7, 8)").update();
    request("replay:a", 6, 9);

    turn();

    assertThat(finding("blocks"))
        .isEqualTo(new ReplayFinding("blocks", 4, 2, "blocks 7 to 8 are not taken in"));
  }

  @Test
  void readsOnToWhereTheRailStandsWhereSomethingWasMissing() {
    db.sql("DELETE FROM rail.made_up WHERE height = 10").update();
    rail.ledger.knowNothing();
    request("replay:a", 10, 10);

    turn();

    assertThat(finding("blocks").checked()).isEqualTo(21);
    assertThat(finding("observations").different()).isEqualTo(2);
    assertThat(finding("observations").example()).isEqualTo("everywhere-10, only-main-10");
    assertThat(rail.deposits()).containsEntry("deposit:made-up:only-main-10:0", "main-10 21");
  }

  @Test
  void namesSomeOfMuchThatIsMissing() {
    db.sql("DELETE FROM rail.made_up").update();
    request("replay:a", NO_BLOCK, NO_BLOCK);

    turn();

    assertThat(finding("observations").different()).isEqualTo(62);
    assertThat(finding("observations").example().split(", ", -1)).hasSize(20);
  }

  @Test
  void endsWhereTheNodeHasABlockNoMoreAndTheRailGoesOn() {
    content =
        block -> {
          throw new NodeAnsweredRubbish("it has no such block any more");
        };
    request("replay:a", 5, 6);

    for (int i = 0; i < 6; i++) {
      turn();
      clock.pass(Duration.ofSeconds(3));
    }

    assertThat(end().outcome()).isEqualTo(ReplayOutcome.FAILED);
    assertThat(end().detail()).contains("at block 5");
    content = MadeUpNode::payments;
    chain = chain.mine(1, "main");
    turn();
    assertThat(rail.blocks.tip()).contains(chain.blocks().getLast());
  }

  @Test
  void waitsHoweverLongWhileNobodyAnswers() {
    content =
        block -> {
          throw new NodeUnreachable("nobody is there", new java.io.IOException());
        };
    request("replay:a", 5, 6);
    for (int i = 0; i < 20; i++) {
      turn();
      clock.pass(Duration.ofSeconds(3));
    }
    assertThat(rail.ledger.told(EndReplayPart.class)).isEmpty();
    content = MadeUpNode::payments;

    turn();

    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
  }

  @Test
  void whatTheNodeReorganisesMeanwhileIsTheFollowersAffair() {
    request("replay:a", 20, NO_BLOCK);
    chain = chain.without(2).mine(3, "other");

    turn();

    assertThat(end().outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(finding("blocks").different()).isZero();
    assertThat(rail.blocks.tip()).contains(chain.blocks().getLast());
    assertThat(rail.deposits())
        .containsKey("deposit:made-up:only-other-29:0")
        .doesNotContainKey("deposit:made-up:only-main-29:0");
  }

  @Test
  void hearsThatItIsCancelledBetweenAFewBlocksAndTheNext() {
    request("replay:a", NO_BLOCK, NO_BLOCK);
    work.work();
    rail.replays().on(new ReplayCancellationOrdered("replay:a", "user:adam"));

    turn();

    assertThat(end().outcome()).isEqualTo(ReplayOutcome.CANCELLED);
    assertThat(finding("blocks").checked()).isPositive().isLessThan(31);
  }

  private void request(String replayId, long from, long to) {
    rail.replays()
        .on(
            new ReplayRequested(
                replayId, "CHAIN", MadeUpFacts.RAIL, from, to, "", "user:adam", "for the test"));
  }

  private void turn() {
    int turns = 0;
    while (work.work()) {
      turns++;
      assertThat(turns).isLessThan(100);
    }
  }

  private EndReplayPart end() {
    List<EndReplayPart> ends = rail.ledger.told(EndReplayPart.class);
    assertThat(ends).hasSize(1);
    return ends.getFirst();
  }

  private ReplayFinding finding(String subject) {
    return end().findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  private static Header named(Header block, String hash) {
    return new Header(block.height(), hash, block.parentHash());
  }

  /** A node that may say what it likes of its blocks, but of its newest. */
  private record Node(
      TestChain chain,
      Function<Header, Optional<Header>> at,
      Function<Header, List<String>> content)
      implements ChainNode<List<String>> {
    @Override
    public List<String> block(Header header) {
      return header.height() < 30 ? content.apply(header) : MadeUpNode.payments(header);
    }

    @Override
    public String genesis() {
      return chain.genesis();
    }

    @Override
    public long headHeight() {
      return chain.headHeight();
    }

    @Override
    public Optional<Header> at(long height) {
      return chain.at(height).flatMap(at);
    }
  }

  /** Stands still until it is told to go on. */
  private static final class StandingClock extends Clock {
    private Instant now = Instant.EPOCH.plus(Duration.ofDays(1));

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

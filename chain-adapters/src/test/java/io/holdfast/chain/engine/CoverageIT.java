package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindCoverage;
import io.holdfast.api.query.RailCoverage;
import io.holdfast.api.query.RailCoverage.Stretch;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.Rails;
import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.port.Finality;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CoverageIT {
  private final MadeUpRail rail = new MadeUpRail(Finality.byDepth(4));
  private final JdbcClient db = JdbcClient.create(rail.source());
  private final TestChain ten = TestChain.genesisOnly("main").mine(10, "main");
  private final Coverage coverage = new Coverage(db, new Rails(List.of(new NamedRail())));

  @Test
  void certifiesEveryBlockFromTheFirstToTheCursorAfterAReorganisation() {
    rail.follow(MadeUpNode.of(ten));
    rail.follow(MadeUpNode.of(ten.without(2).mine(3, "other")));
    rail.blocks.sawHead(12, 5_000);

    assertThat(now())
        .isEqualTo(
            new RailCoverage(
                MadeUpFacts.RAIL,
                new Stretch(block(0, "main"), block(11, "other"), 12),
                List.of(),
                block(11, "other"),
                8,
                12,
                5_000));
  }

  @Test
  void certifiesNothingBeforeTheFirstBlock() {
    assertThat(now())
        .isEqualTo(new RailCoverage(MadeUpFacts.RAIL, null, List.of(), null, -1, -1, 0));
  }

  @Test
  void believesTheStoredBlocksAndNotTheCursor() {
    rail.follow(MadeUpNode.of(ten));
    db.sql("DELETE FROM rail.block WHERE height = 6").update();

    assertThat(now().unbroken()).isEqualTo(new Stretch(block(7, "main"), block(10, "main"), 4));
    assertThat(now().earlier()).containsExactly(new Stretch(block(0, "main"), block(5, "main"), 6));
  }

  @Test
  void seesABlockThatDoesNotStandOnTheOneBelowIt() {
    rail.follow(MadeUpNode.of(ten));
    db.sql("UPDATE rail.block SET parent_hash = 'somebody' WHERE height = 8").update();

    assertThat(now().unbroken()).isEqualTo(new Stretch(block(8, "main"), block(10, "main"), 3));
    assertThat(now().earlier()).containsExactly(new Stretch(block(0, "main"), block(7, "main"), 8));
  }

  @Test
  void certifiesNoStretchThatDoesNotReachTheCursor() {
    rail.follow(MadeUpNode.of(ten));
    db.sql("DELETE FROM rail.block WHERE height = 10").update();

    assertThat(now().unbroken()).isNull();
    assertThat(now().earlier())
        .containsExactly(new Stretch(block(0, "main"), block(9, "main"), 10));
  }

  @Test
  void refusesARailThatIsNotThere() {
    assertThatThrownBy(() -> coverage.of(new FindCoverage("elsewhere")))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_RAIL));
  }

  private RailCoverage now() {
    return coverage.of(new FindCoverage(MadeUpFacts.RAIL));
  }

  private static BlockRef block(long height, String branch) {
    return new BlockRef(height, branch + "-" + height);
  }
}

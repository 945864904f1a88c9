package io.holdfast.chain.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.follow.TestChain;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.Finality;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A block whose payments were missed is taken in again, by a program that may be killed anywhere.
 */
class BlockAgainIT {
  private static final long FINAL = 4;
  private static final long NOT_FINAL = 6;
  private final TestChain chain = TestChain.genesisOnly("main").mine(8, "main");
  private final MadeUpRail rail = new MadeUpRail(Finality.byDepth(MadeUpRail.FINALITY_DEPTH));
  private final JdbcClient db = JdbcClient.create(rail.source());

  @Test
  void tellsWhatWasMissedAndCountsItAsDeepAsItLies() {
    miss(FINAL);
    again().takeIn(FINAL);
    assertThat(rail.deposits()).isEqualTo(depositsIn(FINAL, 5));

    rail.ledger.forget();
    rail.follow(MadeUpNode.of(chain));
    assertThat(rail.ledger.told()).as("it is ended").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void isEndedByTheNextProgramWhereverItWasKilled(int commands) {
    miss(FINAL);
    rail.ledger.dieAfter(commands);
    assertThatThrownBy(() -> again().takeIn(FINAL)).isInstanceOf(LedgerFault.class);

    rail.ledger.recover();
    rail.restart();
    rail.follow(MadeUpNode.of(chain));

    assertThat(rail.deposits()).isEqualTo(depositsIn(FINAL, 5));
    assertThat(rows("rail.made_up WHERE height = " + FINAL)).isEqualTo(2);
    assertThat(rows("rail.again")).isZero();
  }

  @Test
  void isToldBeforeItsBlockIsTakenBack() {
    miss(NOT_FINAL);
    rail.ledger.dieAfter(0);
    assertThatThrownBy(() -> again().takeIn(NOT_FINAL)).isInstanceOf(LedgerFault.class);

    rail.ledger.recover();
    rail.restart();
    rail.follow(MadeUpNode.of(chain.without(3).mine(5, "other")));

    assertThat(rail.deposits())
        .containsKey(MadeUpFacts.id("only-other-6").value())
        .doesNotContainKey(MadeUpFacts.id("only-main-6").value());
    assertThat(rail.deposits().get(MadeUpFacts.id("everywhere-6").value())).startsWith("other-6 ");
  }

  /** Everything was taken in, but for the payments of one block, which nobody has heard of. */
  private void miss(long height) {
    rail.follow(MadeUpNode.of(chain));
    db.sql("DELETE FROM rail.made_up WHERE height = ?").param(height).update();
    rail.ledger.forget();
  }

  private BlockAgain<List<String>> again() {
    Reporter reporter =
        new Reporter(
            rail.ledger, new ParkingLot(db, MadeUpFacts.RAIL, Clock.systemUTC()), MadeUpFacts.RAIL);
    return new BlockAgain<>(
        () -> MadeUpNode.of(chain),
        rail.blocks,
        new MadeUpFacts(db, reporter, MadeUpRail.FINALITY_DEPTH),
        new JdbcTransactionManager(rail.source()));
  }

  private static Map<String, String> depositsIn(long height, long count) {
    String deposit = "main-" + height + " " + count;
    return Map.of(
        MadeUpFacts.id("everywhere-" + height).value(), deposit,
        MadeUpFacts.id("only-main-" + height).value(), deposit);
  }

  private long rows(String from) {
    return db.sql("SELECT count(*) FROM " + from).query(Long.class).single();
  }
}

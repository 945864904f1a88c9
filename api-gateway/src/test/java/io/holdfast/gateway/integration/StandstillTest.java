package io.holdfast.gateway.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.RailFigures;
import io.holdfast.api.query.RailFigures.Figure;
import io.holdfast.api.query.RailView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final Standstill LIMITS =
      new Standstill(Duration.ofSeconds(90), Duration.ofSeconds(60));
  private static final long NOW = 10_000_000;

  private final Pace pace = new Pace();

  @Test
  void aRailAtTheHeadIsWellHoweverOldItsLastBlockIs() {
    pace.at(NOW - 3_600_000, 7);

    assertThat(status("FOLLOWING", 7, 7, NOW - 1_000).trouble()).isNull();
  }

  @Test
  void aRailThatTakesBlocksInIsWellHoweverFarItLags() {
    pace.at(NOW - 61_000, 7);
    pace.at(NOW - 5_000, 8);

    RailStatus status = status("SYNCING", 8, 900_000, NOW - 1_000);

    assertThat(status.trouble()).isNull();
    assertThat(status.lagBlocks()).isEqualTo(899_992);
    assertThat(status.lagSeconds()).isEqualTo(9_999);
  }

  @Test
  void aRailThatHasBlocksBeforeItAndTakesNoneIsUnhealthyWhateverItSays() {
    pace.at(NOW - 61_000, 7);

    assertThat(status("FOLLOWING", 7, 9, NOW - 1_000).trouble())
        .isEqualTo("blocks are missing, and none was taken in for more than 60 s");
  }

  @Test
  void aRailOfWhichNothingIsHeardIsUnhealthyWhateverItSays() {
    pace.at(NOW, 7);

    assertThat(status("FOLLOWING", 7, 7, NOW - 91_000).trouble())
        .isEqualTo("nothing has been heard of its chain for more than 90 s");
    assertThat(status("FOLLOWING", 7, 7, NOW - 90_000).trouble()).isNull();
  }

  @Test
  void aRailThatNeverHeardOfItsChainHasAMinuteAndAHalf() {
    pace.at(NOW - 80_000, -1);
    assertThat(status("SYNCING", -1, -1, 0).trouble()).isNull();
    assertThat(status("SYNCING", -1, -1, 0).heardSecondsAgo()).isNull();

    Pace later = new Pace();
    later.at(NOW - 91_000, -1);
    assertThat(RailStatus.of(figure(-1, -1, 0), null, later, LIMITS, NOW).trouble()).isNotNull();
  }

  @Test
  void aRailThatSaysItIsNotWellIsBelieved() {
    for (String state : List.of("UNREACHABLE", "STALLED", "FROZEN")) {
      assertThat(status(state, 7, 7, NOW).trouble()).isEqualTo(state + ": why");
    }
  }

  @Test
  void aRailWhoseOracleCannotRecordIsUnhealthyUnlessItWasPaused() {
    pace.at(NOW, 7);
    Figure figure = figure(7, 7, NOW);
    Figure poor =
        new Figure(
            figure.rail(),
            7,
            -1,
            7,
            NOW,
            1_000,
            0,
            0,
            List.of(),
            List.of(),
            new RailFigures.Oracle("0x1", "0", 2, "no gas money"));
    for (String state : List.of("FOLLOWING", "PAUSED")) {
      RailView view = new RailView("bitcoin", state, "why", 7, "00", 7, 0, 0, 0, 0, 1);
      assertThat(RailStatus.of(poor, view, pace, LIMITS, NOW).trouble())
          .isEqualTo(state.equals("PAUSED") ? null : "no gas money");
    }
  }

  @Test
  void thePaceCountsBlocksAMinuteBackAndReorganisationsTwice() {
    Pace steady = new Pace();
    for (int i = 0; i <= 30; i++) {
      steady.at(NOW + i * 5_000L, 10L * i);
    }
    assertThat(steady.blocksPerSecond()).isEqualTo(2.0);

    Pace backAndForth = new Pace();
    backAndForth.at(NOW, 10);
    backAndForth.at(NOW + 5_000, 8);
    backAndForth.at(NOW + 10_000, 11);
    assertThat(backAndForth.blocksPerSecond()).isEqualTo(0.5);
    assertThat(new Pace().blocksPerSecond()).isZero();
  }

  private RailStatus status(String state, long height, long head, long seenAt) {
    RailView view = new RailView("bitcoin", state, "why", height, "00", head, 0, 0, 0, 0, 1);
    return RailStatus.of(figure(height, head, seenAt), view, pace, LIMITS, NOW);
  }

  private static Figure figure(long height, long head, long seenAt) {
    return new Figure("bitcoin", height, -1, head, seenAt, 1_000, 0, 0, List.of(), List.of(), null);
  }
}

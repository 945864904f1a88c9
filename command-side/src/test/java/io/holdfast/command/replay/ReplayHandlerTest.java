package io.holdfast.command.replay;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.replay.CancelReplay;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayEnded;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayId;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayPartEnded;
import io.holdfast.api.replay.ReplayProgressed;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.api.replay.ReplaySubjectFreed;
import io.holdfast.api.replay.ReplaySubjectTaken;
import io.holdfast.api.replay.ReplayWhat;
import io.holdfast.api.replay.RequestReplay;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Replays over a real bus, on a rail that has taken in blocks 100 to 102. */
class ReplayHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String VIEWS = "replay-subject:views";
  private static final String CHAIN = "replay-subject:rail:bitcoin";

  private final TestLedger ledger =
      new TestLedger(new TestRails(2, 6), Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void followThreeBlocks() {
    for (int height = 100; height <= 102; height++) {
      ledger.send(
          new ApplyBlock(
              "bitcoin", new BlockRef(height, "h" + height), "h" + (height - 1), NOW, 102));
    }
  }

  @Test
  void takesEachSubjectWithTheRequestInOneAppend() {
    assertThat(request("replay:a", ReplayWhat.ALL))
        .containsExactlyInAnyOrder(
            new ReplaySubjectTaken(CHAIN, "replay:a"),
            new ReplaySubjectTaken(VIEWS, "replay:a"),
            new ReplayRequested(
                "replay:a", "ALL", "bitcoin", 100, 102, "ACCOUNTS,RAILS", "user:adam", "Why."));
  }

  @Test
  void isQuietWhenTheSameIsAskedAgainAlsoAfterItsEnd() {
    request("replay:a", ReplayWhat.CHAIN);
    assertThat(request("replay:a", ReplayWhat.CHAIN)).isEmpty();
    end("replay:a", ReplayPart.CHAIN, ReplayOutcome.COMPLETED);
    assertThat(request("replay:a", ReplayWhat.CHAIN)).isEmpty();
  }

  @Test
  void refusesAnotherReplayUnderTheSameId() {
    request("replay:a", ReplayWhat.CHAIN);
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> request("replay:a", ReplayWhat.PROJECTIONS));
  }

  @ParameterizedTest
  @EnumSource
  void refusesASecondReplayOfTheSameSubject(ReplayWhat what) {
    request("replay:a", ReplayWhat.ALL);
    int before = ledger.log().size();
    assertRefused(ErrorCode.REPLAY_RUNNING, () -> request("replay:b", what));
    assertThat(ledger.log()).hasSize(before);
  }

  @Test
  void letsReplaysOfDifferentSubjectsRunTogether() {
    request("replay:a", ReplayWhat.CHAIN);
    assertThat(request("replay:b", ReplayWhat.PROJECTIONS)).isNotEmpty();
  }

  @Test
  void freesASubjectWithTheEndOfItsPart() {
    request("replay:a", ReplayWhat.ALL);
    assertThat(end("replay:a", ReplayPart.PROJECTIONS, ReplayOutcome.COMPLETED))
        .containsExactlyInAnyOrder(
            new ReplaySubjectFreed(VIEWS, "replay:a"),
            new ReplayPartEnded(
                "replay:a",
                "PROJECTIONS",
                "COMPLETED",
                "done",
                List.of(new ReplayFinding("account", 3, 0, ""))));
    assertThat(request("replay:b", ReplayWhat.PROJECTIONS)).isNotEmpty();
    assertRefused(ErrorCode.REPLAY_RUNNING, () -> request("replay:c", ReplayWhat.CHAIN));
  }

  @Test
  void endsWithItsLastPartAndAsBadlyAsItsWorst() {
    request("replay:a", ReplayWhat.ALL);
    end("replay:a", ReplayPart.CHAIN, ReplayOutcome.FAILED);
    assertThat(end("replay:a", ReplayPart.PROJECTIONS, ReplayOutcome.COMPLETED))
        .contains(new ReplayEnded("replay:a", "FAILED"));
    assertThat(end("replay:a", ReplayPart.PROJECTIONS, ReplayOutcome.COMPLETED)).isEmpty();
  }

  @Test
  void tellsProgressForwardOnly() {
    request("replay:a", ReplayWhat.CHAIN);
    assertThat(progress(0)).hasSize(1);
    assertThat(progress(2)).containsExactly(new ReplayProgressed("replay:a", "CHAIN", 2, 3));
    assertThat(progress(1)).isEmpty();
    end("replay:a", ReplayPart.CHAIN, ReplayOutcome.COMPLETED);
    assertThat(progress(3)).isEmpty();
  }

  @Test
  void isCancelledByOneOfTwoPeopleAndRunsUntilItsPartsHaveEnded() {
    request("replay:a", ReplayWhat.CHAIN);
    assertThat(cancel("user:adam"))
        .containsExactly(new ReplayCancellationOrdered("replay:a", "user:adam"));
    assertRefused(ErrorCode.WRONG_STATE, () -> cancel("user:eve"));
    assertRefused(ErrorCode.REPLAY_RUNNING, () -> request("replay:b", ReplayWhat.CHAIN));
    assertThat(end("replay:a", ReplayPart.CHAIN, ReplayOutcome.CANCELLED))
        .contains(new ReplayEnded("replay:a", "CANCELLED"));
    assertRefused(ErrorCode.WRONG_STATE, () -> cancel("user:adam"));
  }

  @Test
  void knowsNothingOfAReplayNobodyAskedFor() {
    assertRefused(ErrorCode.NOT_FOUND, () -> cancel("user:adam"));
    assertRefused(ErrorCode.NOT_FOUND, () -> progress(1));
    assertRefused(
        ErrorCode.NOT_FOUND, () -> end("replay:a", ReplayPart.CHAIN, ReplayOutcome.COMPLETED));
  }

  @Test
  void refusesBlocksThatTheRailHasNot() {
    refuses(ErrorCode.BLOCK_BELOW_START, "bitcoin", 99L, null);
    refuses(ErrorCode.BLOCK_ABOVE_CURSOR, "bitcoin", 103L, null);
    refuses(ErrorCode.BLOCK_ABOVE_CURSOR, "bitcoin", 101L, 103L);
    refuses(ErrorCode.MALFORMED_REQUEST, "bitcoin", -1L, null);
    refuses(ErrorCode.MALFORMED_REQUEST, "bitcoin", 102L, 101L);
    refuses(ErrorCode.MALFORMED_REQUEST, null, 101L, null);
    refuses(ErrorCode.MALFORMED_REQUEST, null, null, null);
    refuses(ErrorCode.UNKNOWN_RAIL, "dogecoin", 1L, null);
  }

  private void refuses(
      ErrorCode code, @Nullable String rail, @Nullable Long from, @Nullable Long to) {
    int before = ledger.log().size();
    assertRefused(
        code,
        () ->
            ledger.send(
                new RequestReplay(
                    new ReplayId("replay:x"),
                    ReplayWhat.CHAIN,
                    rail,
                    from,
                    to,
                    Set.of(),
                    "user:adam",
                    "Why.")));
    assertThat(ledger.log()).hasSize(before);
  }

  private List<Event> request(String id, ReplayWhat what) {
    return ledger.send(
        new RequestReplay(
            new ReplayId(id),
            what,
            "bitcoin",
            100L,
            102L,
            Set.of(Projection.RAILS, Projection.ACCOUNTS),
            "user:adam",
            "Why."));
  }

  private List<Event> progress(long done) {
    return ledger.send(
        new RecordReplayProgress(new ReplayId("replay:a"), ReplayPart.CHAIN, done, 3));
  }

  private List<Event> cancel(String by) {
    return ledger.send(new CancelReplay(new ReplayId("replay:a"), by));
  }

  private List<Event> end(String id, ReplayPart part, ReplayOutcome outcome) {
    return ledger.send(
        new EndReplayPart(
            new ReplayId(id),
            part,
            outcome,
            "done",
            List.of(new ReplayFinding("account", 3, 0, ""))));
  }
}

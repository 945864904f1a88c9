package io.holdfast.command.rail;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.CarryOutDecision;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.DecideFreeze;
import io.holdfast.api.rail.FreezeDecided;
import io.holdfast.api.rail.FreezeDecision;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.PauseRail;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.RailPaused;
import io.holdfast.api.rail.RailResumed;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.RailStateChanged;
import io.holdfast.api.rail.ResumeRail;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RailDeciderTest {
  private static final Instant MINED = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void takesAnyBlockForTheFirst() {
    assertThat(RailDecider.decide(apply(100, "a", "z"), RailCursor.NOWHERE))
        .containsExactly(new BlockApplied("bitcoin", 100, "a", "z", MINED.toEpochMilli(), 200));
  }

  @Test
  void movesToAChild() {
    assertThat(RailDecider.decide(apply(101, "b", "a"), at(100, "a"))).hasSize(1);
  }

  @Test
  void isQuietWhenTheTipIsAppliedAgain() {
    assertThat(RailDecider.decide(apply(100, "a", "z"), at(100, "a"))).isEmpty();
  }

  @Test
  void neverLeavesAGap() {
    refuses(apply(102, "c", "b"), at(100, "a"));
    refuses(apply(102, "c", "a"), at(100, "a"));
  }

  @Test
  void refusesABlockWithAnotherParent() {
    refuses(apply(101, "b", "x"), at(100, "a"));
  }

  @Test
  void refusesAnotherBlockAtItsOwnHeight() {
    refuses(apply(100, "x", "z"), at(100, "a"));
  }

  @Test
  void fallsBackToTheParent() {
    assertThat(RailDecider.decide(orphan(100, "a", "parent-of-a"), at(100, "a")))
        .containsExactly(new BlockOrphaned("bitcoin", 100, "a", 99, "parent-of-a"));
  }

  @Test
  void isQuietWhenItHasFallenBackAlready() {
    RailCursor back = fallenBack();
    assertThat(RailDecider.decide(orphan(100, "a", "parent-of-a"), back)).isEmpty();
  }

  @Test
  void fallsBackFurtherBlockByBlock() {
    assertThat(RailDecider.decide(orphan(99, "parent-of-a", "grandparent"), fallenBack()))
        .containsExactly(new BlockOrphaned("bitcoin", 99, "parent-of-a", 98, "grandparent"));
  }

  @Test
  void goesOnFromWhereItFellBackTo() {
    assertThat(RailDecider.decide(apply(100, "other", "parent-of-a"), fallenBack())).hasSize(1);
  }

  @Test
  void orphansTheTipOnly() {
    refuses(orphan(99, "parent-of-a", "grandparent"), at(100, "a"));
    refuses(orphan(100, "x", "parent-of-a"), at(100, "a"));
    refuses(orphan(100, "a", "z"), RailCursor.NOWHERE);
  }

  @Test
  void fallsBackToNothingButTheParent() {
    refuses(orphan(100, "a", "stranger"), at(100, "a"));
    refuses(
        new OrphanBlock("bitcoin", new BlockRef(100, "a"), new BlockRef(98, "parent-of-a")),
        at(100, "a"));
  }

  @Test
  void tellsAChangeOfStateOnce() {
    var stall = new ChangeRailState("bitcoin", RailState.STALLED, "no block for 2 hours");
    assertThat(RailDecider.decide(stall, at(100, "a")))
        .containsExactly(new RailStateChanged("bitcoin", "STALLED", "no block for 2 hours"));
    assertThat(RailDecider.decide(stall, in(RailState.STALLED, at(100, "a")))).isEmpty();
    assertThat(RailDecider.decide(stall, in(RailState.STALLED, RailCursor.NOWHERE))).isEmpty();
  }

  @Test
  void movesNowhereWhileItIsFrozen() {
    RailCursor frozen = in(RailState.FROZEN, at(100, "a"));
    refuses(apply(101, "b", "a"), frozen);
    refuses(orphan(100, "a", "parent-of-a"), frozen);
    refuses(apply(1, "a", "z"), in(RailState.FROZEN, RailCursor.NOWHERE));
  }

  @Test
  void goesOnWhenItIsThawed() {
    RailCursor thawed = in(RailState.SYNCING, in(RailState.FROZEN, at(100, "a")));
    assertThat(RailDecider.decide(apply(101, "b", "a"), thawed)).hasSize(1);
  }

  @Test
  void tellsThatItIsFrozenForAnotherBranchNow() {
    RailCursor frozen = frozenFor("branch", at(100, "a"));
    var another = new ChangeRailState("bitcoin", RailState.FROZEN, "why", "third");
    assertThat(RailDecider.decide(another, frozen))
        .containsExactly(new RailStateChanged("bitcoin", "FROZEN", "why", "third"));
    assertThat(RailDecider.decide(another, frozenFor("third", at(100, "a")))).isEmpty();
  }

  @Test
  void takesADecisionOnAFrozenRailForTheBlockItStandsOn() {
    assertThat(RailDecider.decide(accept("adam"), frozen()))
        .containsExactly(
            new FreezeDecided(
                "bitcoin", "ACCEPT_BRANCH", 100, "a", "branch", "the others follow it", "adam"));
  }

  @Test
  void refusesADecisionWhereThereIsNothingToDecide() {
    refuses(accept("adam"), at(100, "a"));
    refuses(accept("adam"), in(RailState.FROZEN, at(100, "a")));
    refuses(accept("adam"), in(RailState.FROZEN, RailCursor.NOWHERE));
    refuses(accept("adam"), in(RailState.SYNCING, frozen()));
  }

  @Test
  void refusesADecisionAboutABranchOnWhichTheNodeIsNoLonger() {
    refuses(accept("adam"), frozenFor("third", at(100, "a")));
  }

  @Test
  void letsTheFirstOfTwoAdministratorsDecide() {
    assertThat(RailDecider.decide(accept("adam"), decided())).isEmpty();
    assertRefused(ErrorCode.ALREADY_DECIDED, () -> RailDecider.decide(accept("berta"), decided()));
  }

  @Test
  void asksAgainAboutAnotherBranchThoughOneWasDecided() {
    RailCursor another = frozenFor("third", decided());
    DecideFreeze decision =
        new DecideFreeze("bitcoin", FreezeDecision.ACCEPT_BRANCH, "third", "so be it", "berta");

    assertThat(RailDecider.decide(decision, another)).hasSize(1);
    refuses(new CarryOutDecision("bitcoin", "third"), another);
  }

  @Test
  void letsOnlyWhatWasDecidedBeCarriedOut() {
    CarryOutDecision carryOut = new CarryOutDecision("bitcoin", "branch");
    refuses(carryOut, RailCursor.NOWHERE);
    refuses(carryOut, frozen());
    refuses(new CarryOutDecision("bitcoin", "third"), decided());
    assertThat(RailDecider.decide(carryOut, decided())).isEmpty();
    assertThat(RailDecider.decide(carryOut, in(RailState.UNREACHABLE, decided()))).isEmpty();
  }

  @Test
  void acceptsTheBranchUntilTheFirstBlockOfItIsApplied() {
    RailCursor back =
        RailDecider.evolve(
            in(RailState.SYNCING, decided()),
            new BlockOrphaned("bitcoin", 100, "a", 99, "parent-of-a"));
    assertThat(decided().isAcceptingABranch()).isTrue();
    assertThat(back.isAcceptingABranch()).isTrue();

    RailCursor there =
        RailDecider.evolve(back, new BlockApplied("bitcoin", 100, "b", "parent-of-a", 0, 100));
    assertThat(there.isAcceptingABranch()).isFalse();
    refuses(new CarryOutDecision("bitcoin", "branch"), there);
  }

  @Test
  void asksAgainWhenItFreezesOnAnotherBlock() {
    RailCursor again =
        frozenFor(
            "branch",
            RailDecider.evolve(
                in(RailState.SYNCING, decided()),
                new BlockOrphaned("bitcoin", 100, "a", 99, "parent-of-a")));

    assertThat(RailDecider.decide(accept("berta"), again)).hasSize(1);
    refuses(new CarryOutDecision("bitcoin", "branch"), again);
  }

  private static RailCursor frozen() {
    return frozenFor("branch", at(100, "a"));
  }

  private static RailCursor frozenFor(String branch, RailCursor cursor) {
    return RailDecider.evolve(cursor, new RailStateChanged("bitcoin", "FROZEN", "test", branch));
  }

  private static RailCursor decided() {
    RailCursor cursor = frozen();
    for (RailEvent event : RailDecider.decide(accept("adam"), cursor)) {
      cursor = RailDecider.evolve(cursor, event);
    }
    return cursor;
  }

  private static DecideFreeze accept(String who) {
    return new DecideFreeze(
        "bitcoin", FreezeDecision.ACCEPT_BRANCH, "branch", "the others follow it", who);
  }

  @Test
  void movesNowhereAndSaysNothingOfItselfWhileItIsPaused() {
    RailCursor paused = paused(at(100, "a"));
    refuses(apply(101, "b", "a"), paused);
    refuses(orphan(100, "a", "parent-of-a"), paused);
    refuses(new ChangeRailState("bitcoin", RailState.FOLLOWING, "at the head"), paused);
    refuses(apply(1, "a", "z"), paused(RailCursor.NOWHERE));
  }

  @Test
  void isPausedAndResumedOnce() {
    PauseRail pause = new PauseRail("bitcoin", "moved", "user:adam");
    ResumeRail resume = new ResumeRail("bitcoin", "back", "user:adam");
    RailCursor running = at(100, "a");

    assertThat(RailDecider.decide(pause, running))
        .containsExactly(new RailPaused("bitcoin", "moved", "user:adam"));
    assertThat(RailDecider.decide(pause, paused(running))).isEmpty();
    assertThat(RailDecider.decide(resume, paused(running)))
        .containsExactly(new RailResumed("bitcoin", "back", "user:adam"));
    assertThat(RailDecider.decide(resume, running)).isEmpty();
  }

  @Test
  void goesOnFromTheBlockWhereItWasPaused() {
    RailCursor resumed =
        RailDecider.evolve(paused(at(100, "a")), new RailResumed("bitcoin", "back", "user:adam"));
    assertThat(RailDecider.decide(apply(101, "b", "a"), resumed)).hasSize(1);
    refuses(apply(102, "c", "b"), resumed);
  }

  @Test
  void isNotPausedByWhatTheRailSaysOfItself() {
    refuses(new ChangeRailState("bitcoin", RailState.PAUSED, "I want to"), at(100, "a"));
  }

  private static RailCursor paused(RailCursor cursor) {
    return RailDecider.evolve(cursor, new RailPaused("bitcoin", "moved", "user:adam"));
  }

  private static void refuses(RailCommand command, RailCursor cursor) {
    assertRefused(ErrorCode.WRONG_STATE, () -> RailDecider.decide(command, cursor));
  }

  private static RailCursor at(long height, String hash) {
    return RailDecider.evolve(
        RailCursor.NOWHERE,
        new BlockApplied(
            "bitcoin", height, hash, "parent-of-" + hash, MINED.toEpochMilli(), height));
  }

  private static RailCursor fallenBack() {
    return RailDecider.evolve(
        at(100, "a"), new BlockOrphaned("bitcoin", 100, "a", 99, "parent-of-a"));
  }

  private static RailCursor in(RailState state, RailCursor cursor) {
    return RailDecider.evolve(cursor, new RailStateChanged("bitcoin", state.name(), "test"));
  }

  private static ApplyBlock apply(long height, String hash, String parent) {
    return new ApplyBlock("bitcoin", new BlockRef(height, hash), parent, MINED, 200);
  }

  private static OrphanBlock orphan(long height, String hash, String parent) {
    return new OrphanBlock("bitcoin", new BlockRef(height, hash), new BlockRef(height - 1, parent));
  }
}

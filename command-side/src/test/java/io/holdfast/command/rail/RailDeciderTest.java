package io.holdfast.command.rail;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.RailStateChanged;
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

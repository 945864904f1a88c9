package io.holdfast.command.rail;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
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
import io.holdfast.command.rail.RailCursor.Decided;
import io.holdfast.command.rail.RailCursor.Nowhere;
import io.holdfast.command.rail.RailCursor.On;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a rail's cursor. The law: it moves to a child of the block it stands on, or back to
 * that block's parent, and nowhere else, so that the history of the rail has no gap. The cursor of
 * a rail that is frozen or paused does not move at all. What was done last is quiet when it is told
 * again. Pure.
 */
public final class RailDecider {
  private RailDecider() {}

  /**
   * @throws Rejection WRONG_STATE
   */
  public static List<RailEvent> decide(RailCommand command, RailCursor cursor) {
    return switch (command) {
      case ApplyBlock apply -> apply(apply, cursor);
      case OrphanBlock orphan -> orphan(orphan, cursor);
      case ChangeRailState change -> change(change, cursor);
      case DecideFreeze decide -> decideFreeze(decide, cursor);
      case CarryOutDecision carryOut -> carryOut(carryOut, cursor);
      case PauseRail(String rail, String reason, String by) ->
          isPaused(cursor) ? List.of() : List.of(new RailPaused(rail, reason, by));
      case ResumeRail(String rail, String reason, String by) ->
          isPaused(cursor) ? List.of(new RailResumed(rail, reason, by)) : List.of();
    };
  }

  public static RailCursor evolve(RailCursor cursor, RailEvent event) {
    return switch (event) {
      case BlockApplied applied ->
          new On(
              cursor.state(),
              cursor.branch(),
              start(cursor, applied.height()),
              new BlockRef(applied.height(), applied.hash()),
              applied.parentHash(),
              null);
      case BlockOrphaned orphaned ->
          new On(
              cursor.state(),
              cursor.branch(),
              start(cursor, orphaned.tipHeight()),
              new BlockRef(orphaned.tipHeight(), orphaned.tipHash()),
              null,
              cursor instanceof On on ? on.decided() : null);
      case FreezeDecided decided -> decided(cursor, decided);
      case RailStateChanged changed ->
          in(RailState.valueOf(changed.state()), changed.branch(), cursor);
      case RailPaused _ -> in(RailState.PAUSED, null, cursor);
      case RailResumed _ -> in(RailState.SYNCING, null, cursor);
    };
  }

  private static RailCursor in(RailState state, @Nullable String branch, RailCursor cursor) {
    return switch (cursor) {
      case Nowhere _ -> new Nowhere(state);
      case On on ->
          new On(state, branch, on.startHeight(), on.tip(), on.parentHash(), on.decided());
    };
  }

  private static boolean isPaused(RailCursor cursor) {
    return cursor.state() == RailState.PAUSED;
  }

  private static RailCursor decided(RailCursor cursor, FreezeDecided event) {
    if (!(cursor instanceof On on)) {
      throw new IllegalStateException(event + " cannot follow " + cursor);
    }
    Decided decided =
        new Decided(
            new BlockRef(event.height(), event.hash()),
            event.branch(),
            FreezeDecision.valueOf(event.decision()),
            event.reason(),
            event.decidedBy());
    return new On(on.state(), on.branch(), on.startHeight(), on.tip(), on.parentHash(), decided);
  }

  private static long start(RailCursor cursor, long height) {
    return cursor instanceof On on ? on.startHeight() : height;
  }

  private static List<RailEvent> apply(ApplyBlock command, RailCursor cursor) {
    if (cursor instanceof On on) {
      if (on.tip().equals(command.block())) {
        return List.of();
      }
      require(
          isChild(command, on.tip()), "The block is not a child of the one the cursor stands on.");
    }
    requireMoving(cursor.state());
    return List.of(
        new BlockApplied(
            command.rail(),
            command.block().height(),
            command.block().hash(),
            command.parentHash(),
            command.minedAt().toEpochMilli(),
            command.headHeight()));
  }

  private static boolean isChild(ApplyBlock command, BlockRef tip) {
    return command.block().height() == tip.height() + 1 && command.parentHash().equals(tip.hash());
  }

  /**
   * Another branch is news, though the rail is frozen already: the question is another one. Only an
   * administrator pauses a rail and ends its pause, whatever the rail says of itself.
   */
  private static List<RailEvent> change(ChangeRailState change, RailCursor cursor) {
    if (change.state() == cursor.state() && Objects.equals(change.branch(), cursor.branch())) {
      return List.of();
    }
    require(change.state() != RailState.PAUSED, "A rail does not pause itself.");
    require(!isPaused(cursor), "The rail is paused.");
    return List.of(
        new RailStateChanged(
            change.rail(), change.state().name(), change.reason(), change.branch()));
  }

  /** The first who decides, decides; the same decision again, by the same, is quiet. */
  private static List<RailEvent> decideFreeze(DecideFreeze command, RailCursor cursor) {
    if (!(cursor instanceof On on)) {
      throw wrongState("No block was applied yet: there is nothing to decide.");
    }
    Decided decided = on.decided();
    if (decided != null && decided.isAbout(on.tip(), command.branch())) {
      requireSame(decided, command);
      return List.of();
    }
    require(on.state() == RailState.FROZEN, "The rail is not frozen: there is nothing to decide.");
    require(on.branch() != null, "Why the rail is frozen is nothing that a person could decide.");
    require(command.branch().equals(on.branch()), "The node is on another branch by now.");
    return List.of(
        new FreezeDecided(
            command.rail(),
            command.decision().name(),
            on.tip().height(),
            on.tip().hash(),
            command.branch(),
            command.reason(),
            command.decidedBy()));
  }

  private static void requireSame(Decided decided, DecideFreeze command) {
    if (decided.decision() != command.decision()
        || !decided.reason().equals(command.reason())
        || !decided.by().equals(command.decidedBy())) {
      throw new Rejection(
          ErrorCode.ALREADY_DECIDED, "Somebody has decided already: " + decided.decision() + ".");
    }
  }

  /** Asked before the cursor moves; nothing happens by it, and it may be asked again. */
  private static List<RailEvent> carryOut(CarryOutDecision command, RailCursor cursor) {
    require(
        cursor instanceof On(_, _, _, BlockRef tip, _, Decided decided)
            && decided != null
            && decided.isAbout(tip, command.branch()),
        "Nobody decided about this branch.");
    return List.of();
  }

  private static List<RailEvent> orphan(OrphanBlock command, RailCursor cursor) {
    return switch (cursor) {
      case Nowhere _ -> throw wrongState("No block was applied yet.");
      case On on -> {
        if (on.tip().equals(command.newTip())) {
          yield List.of();
        }
        require(on.tip().equals(command.block()), "The cursor does not stand on this block.");
        require(
            command.newTip().height() == on.tip().height() - 1
                && (on.parentHash() == null || on.parentHash().equals(command.newTip().hash())),
            "The cursor falls back to the block's parent only.");
        requireMoving(on.state());
        yield List.of(
            new BlockOrphaned(
                command.rail(),
                command.block().height(),
                command.block().hash(),
                command.newTip().height(),
                command.newTip().hash()));
      }
    };
  }

  private static void requireMoving(@Nullable RailState state) {
    require(state != RailState.FROZEN, "The rail is frozen: a person must decide.");
    require(state != RailState.PAUSED, "The rail is paused until an administrator resumes it.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw wrongState(otherwise);
    }
  }

  private static Rejection wrongState(String message) {
    return new Rejection(ErrorCode.WRONG_STATE, message);
  }
}

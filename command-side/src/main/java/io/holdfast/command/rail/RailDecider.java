package io.holdfast.command.rail;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailCommand;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.rail.RailStateChanged;
import io.holdfast.command.rail.RailCursor.Nowhere;
import io.holdfast.command.rail.RailCursor.On;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a rail's cursor. The law: it moves to a child of the block it stands on, or back to
 * that block's parent, and nowhere else, so that the history of the rail has no gap. A frozen
 * rail's cursor does not move at all. What was done last is quiet when it is told again. Pure.
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
      case ChangeRailState change ->
          change.state() == cursor.state()
              ? List.of()
              : List.of(
                  new RailStateChanged(change.rail(), change.state().name(), change.reason()));
    };
  }

  public static RailCursor evolve(RailCursor cursor, RailEvent event) {
    return switch (event) {
      case BlockApplied applied ->
          new On(
              cursor.state(),
              start(cursor, applied.height()),
              new BlockRef(applied.height(), applied.hash()),
              applied.parentHash());
      case BlockOrphaned orphaned ->
          new On(
              cursor.state(),
              start(cursor, orphaned.tipHeight()),
              new BlockRef(orphaned.tipHeight(), orphaned.tipHash()),
              null);
      case RailStateChanged changed -> {
        RailState state = RailState.valueOf(changed.state());
        yield switch (cursor) {
          case Nowhere _ -> new Nowhere(state);
          case On on -> new On(state, on.startHeight(), on.tip(), on.parentHash());
        };
      }
    };
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
          command.block().height() == on.tip().height() + 1
              && command.parentHash().equals(on.tip().hash()),
          "The block is not a child of the one the cursor stands on.");
    }
    requireNotFrozen(cursor.state());
    return List.of(
        new BlockApplied(
            command.rail(),
            command.block().height(),
            command.block().hash(),
            command.parentHash(),
            command.minedAt().toEpochMilli(),
            command.headHeight()));
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
        requireNotFrozen(on.state());
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

  private static void requireNotFrozen(@Nullable RailState state) {
    require(state != RailState.FROZEN, "The rail is frozen: a person must decide.");
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

package io.holdfast.query.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.FindTransparency;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.api.transparency.Transparency;
import io.holdfast.query.follow.FollowLoop;
import io.holdfast.query.follow.Follower.Followed;
import io.holdfast.query.follow.FollowerStopped;
import java.sql.SQLException;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.queryhandling.QueryHandler;

/** What is signed when somebody wants it, by us and by witnesses, and how it all stands. */
public final class Seal {
  private final TreeRoom room;
  private final FollowLoop tree;
  private final FollowLoop checkpoints;
  private final Notary notary;
  private final SigningKey key;
  private final Witnesses witnesses;

  Seal(
      TreeRoom room,
      FollowLoop tree,
      FollowLoop checkpoints,
      Notary notary,
      SigningKey key,
      Witnesses witnesses) {
    this.room = room;
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.notary = notary;
    this.key = key;
    this.witnesses = witnesses;
  }

  /** Everything that was in the log when it was asked for is signed when it is answered. */
  @CommandHandler
  public long sign(MakeCheckpoint command) {
    try {
      tree.catchUp();
    } catch (SQLException e) {
      throw TreeRoom.unavailable(e);
    } catch (FollowerStopped e) {
      throw TreeRoom.notSealed(e);
    }
    long size = room.alone(notary.lock(), notary::sign);
    if (size == 0) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no event to sign.");
    }
    return size;
  }

  @CommandHandler
  public void add(AddCosignature command) {
    room.in(
        connection -> {
          StoredCheckpoints checkpoints = new StoredCheckpoints(connection);
          SignedCheckpoint checkpoint =
              checkpoints
                  .of(command.size())
                  .orElseThrow(
                      () ->
                          new Rejection(
                              ErrorCode.NOT_FOUND, "There is no checkpoint of this size."));
          Witnesses.Cosigned cosigned =
              witnesses.require(Note.parse(checkpoint.note()).text(), command.line());
          checkpoints.add(
              checkpoint.size(), cosigned.witness(), cosigned.at(), cosigned.signature());
          return checkpoint.size();
        });
  }

  @QueryHandler
  public Transparency find(FindTransparency query) {
    Optional<Followed> grown = tree.reached();
    return new Transparency(
        key.verifier().name(),
        key.verifier().toString(),
        witnesses.keys(),
        grown.map(Followed::position).orElse(0L),
        grown.map(Followed::lagEvents).orElse(0L),
        checkpoints.reached().map(Followed::position).orElse(0L),
        tree.trouble() == null ? checkpoints.trouble() : tree.trouble());
  }
}

package io.holdfast.api.transparency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs the log, and how far.
 *
 * @param origin the log's name
 * @param vkey its public key, as C2SP signed-note writes it
 * @param witnesses the keys of those who may sign beside us
 * @param treeSize how many events are in the tree
 * @param lagEvents how many are not yet
 * @param signedSize how many the newest checkpoint signs; 0 where there is none
 * @param trouble why there are no new checkpoints, for people; null while all is well
 */
public record Transparency(
    String origin,
    String vkey,
    List<String> witnesses,
    long treeSize,
    long lagEvents,
    long signedSize,
    @Nullable String trouble) {
  public Transparency {
    witnesses = List.copyOf(witnesses);
  }
}

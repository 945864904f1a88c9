package io.holdfast.api.transparency;

import java.util.List;

/**
 * What the log's key signed: so many events, and the root over them.
 *
 * @param root in base64
 * @param witnesses who signed it, too, by their names
 * @param note the whole of it with every signature, in the form of C2SP signed-note
 */
public record SignedCheckpoint(
    long size, String root, long madeAtMillis, List<String> witnesses, String note) {
  public SignedCheckpoint {
    witnesses = List.copyOf(witnesses);
  }
}

package io.holdfast.command.reconciliation;

import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.reconciliation.CaseId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the comparing of one asset on one rail is.
 *
 * @param last what came of the last comparison, or null before the first
 * @param lastRequest the last wish for one, done or not, or null
 * @param requested whether somebody waits for one
 * @param postponed why it cannot be done now, or null
 */
public record Comparing(
    @Nullable BooksCompared last,
    @Nullable String lastRequest,
    boolean requested,
    @Nullable String postponed) {
  static final Comparing NEVER = new Comparing(null, null, false, null);

  /** The differences that the last comparison left. */
  List<CaseId> openCases() {
    return Optional.ofNullable(last).map(BooksCompared::openCases).orElse(List.of()).stream()
        .map(open -> new CaseId(open.caseId()))
        .toList();
  }
}

package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A difference between the chain and our books, and what became of it.
 *
 * @param height the block at which it was last found
 * @param expected what our books said
 * @param found what the chain said
 * @param opened how many times it was opened
 */
public record ReconciliationCaseView(
    String caseId,
    String rail,
    String asset,
    String kind,
    String subject,
    String state,
    long height,
    String hash,
    long ledgerIndex,
    String expected,
    String found,
    List<Fact> evidence,
    @Nullable String repair,
    @Nullable String explainedBy,
    @Nullable String explanation,
    @Nullable Long closedHeight,
    long opened,
    long openedAtMillis,
    long changedAtMillis,
    long logIndex)
    implements View {
  public ReconciliationCaseView {
    evidence = List.copyOf(evidence);
  }

  /** One thing known about the difference. */
  public record Fact(String name, String value) {}

  @Override
  public String key() {
    return caseId;
  }
}

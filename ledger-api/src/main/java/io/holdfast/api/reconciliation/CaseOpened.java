package io.holdfast.api.reconciliation;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Chain and books differ: for the first time, or again after the case was closed, repaired or
 * explained, or by another amount than before.
 */
@Revision("1")
public record CaseOpened(
    String caseId,
    String rail,
    String asset,
    String kind,
    String subject,
    long height,
    String hash,
    long ledgerIndex,
    String expected,
    String found,
    List<Fact> evidence)
    implements CaseEvent {
  public CaseOpened {
    evidence = List.copyOf(evidence);
  }

  /** One thing known about the difference. */
  public record Fact(String name, String value) {}
}

package io.holdfast.api.reconciliation;

import java.util.List;
import org.axonframework.serialization.Revision;

/**
 * Chain and ledger were compared at this block. What {@code ledgerOwes} and the lines do not
 * explain is {@code unexplained}.
 *
 * @param ledgerIndex the ledger as of this index of the log
 * @param ofWhich parts of {@code chainHolds}
 * @param openCases the differences that were there, each a case
 * @param omitted how many more there were
 */
@Revision("1")
public record BooksCompared(
    String rail,
    String asset,
    long height,
    String hash,
    long ledgerIndex,
    String chainHolds,
    String ledgerOwes,
    List<Part> lines,
    List<Part> ofWhich,
    String unexplained,
    List<OpenCase> openCases,
    int omitted)
    implements ComparisonEvent {
  public BooksCompared {
    lines = List.copyOf(lines);
    ofWhich = List.copyOf(ofWhich);
    openCases = List.copyOf(openCases);
  }

  /** A named part of a sum. */
  public record Part(String name, String amount) {}

  /** A case that was open after this comparison. */
  public record OpenCase(String caseId) {}
}

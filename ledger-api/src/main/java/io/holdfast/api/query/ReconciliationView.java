package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the chain holds of an asset beside what the ledger owes, as they were last compared. Nulls
 * stand until the first comparison.
 *
 * @param lines with their signs, {@code ledgerOwes} and these make {@code chainHolds} but for what
 *     is {@code unexplained}
 * @param ofWhich parts of {@code chainHolds}
 * @param ledgerIndex the ledger was taken as of this index of the log
 * @param openCases how many differences the last comparison left
 * @param agreedHeight the last block at which nothing differed
 * @param requestedAtMillis when somebody asked for a comparison that has not come yet, or null
 * @param postponed why it has not come yet, or null
 */
public record ReconciliationView(
    String rail,
    String asset,
    @Nullable Long height,
    @Nullable String hash,
    @Nullable Long ledgerIndex,
    @Nullable String chainHolds,
    @Nullable String ledgerOwes,
    List<Part> lines,
    List<Part> ofWhich,
    @Nullable String unexplained,
    long openCases,
    @Nullable Long comparedAtMillis,
    @Nullable Long agreedHeight,
    @Nullable Long agreedAtMillis,
    @Nullable Long requestedAtMillis,
    @Nullable String postponed,
    long logIndex)
    implements View {
  public ReconciliationView {
    lines = List.copyOf(lines);
    ofWhich = List.copyOf(ofWhich);
  }

  /** A named part of a sum, in minor units with its sign. */
  public record Part(String name, String amount) {}

  @Override
  public String key() {
    return rail + "/" + asset;
  }
}

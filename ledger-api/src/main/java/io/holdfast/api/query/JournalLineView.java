package io.holdfast.api.query;

/**
 * One posting on an account, newest first in a page; it never changes. Counterparties are the other
 * accounts of the entry, separated by commas: at most eight, then an ellipsis.
 */
public record JournalLineView(
    String accountId,
    String entryId,
    String kind,
    String reference,
    String asset,
    String amount,
    String postedAfter,
    String counterparties,
    long atMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return accountId + "/" + entryId + "/" + asset;
  }
}

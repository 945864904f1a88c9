package io.holdfast.api.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account at a moment.
 *
 * @param ownerId null for a boundary account
 * @param balances by asset; none where the account was not there yet, or had never had anything
 */
public record AccountAsOf(String accountId, @Nullable String ownerId, List<BalanceAsOf> balances) {
  public AccountAsOf {
    balances = List.copyOf(balances);
  }

  /**
   * What the account had of one asset, in minor units as decimal digits. Known now, it may have had
   * less than nothing: what it had spent of a credit that was taken back.
   *
   * @param available posted less held
   * @param takenBack what was left out, as known now: credits up to then by blocks that have lost
   *     their place since; zero as known then
   * @param postings how many entries had changed it
   * @param changed the last event that had
   * @param first the first event that ever did
   * @param last the last event that ever did, also after the moment
   * @param postingsEver how many entries have changed it until today
   */
  public record BalanceAsOf(
      String asset,
      String posted,
      String held,
      String available,
      String takenBack,
      long postings,
      Place changed,
      Place first,
      Place last,
      long postingsEver) {}

  /** An event's place in the log and in time. */
  public record Place(long logIndex, long atMillis) {}
}

package io.holdfast.api.journal;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A movement of value: two or more postings that sum to zero for each asset (the law of double
 * entry). An unbalanced entry cannot be made. Each (account, asset) stands at most once, and no
 * posting is zero. A transfer stays inside: it has no boundary account. An order's pot stands in
 * entries of escrow only.
 *
 * @param reference the id of what caused it, for example a deposit's
 */
public record JournalEntry(
    EntryId entryId, EntryKind kind, List<Posting> postings, String reference) {
  public static final int MAX_POSTINGS = 256;

  public JournalEntry {
    postings = List.copyOf(postings);
    if (postings.size() > MAX_POSTINGS) {
      throw new Rejection(
          ErrorCode.ENTRY_TOO_LARGE, "An entry has at most " + MAX_POSTINGS + " postings.");
    }
    requireBalanced(postings);
    requireInside(kind, postings);
  }

  private static void requireInside(EntryKind kind, List<Posting> postings) {
    for (Posting posting : postings) {
      if (kind == EntryKind.TRANSFER && posting.accountId().isBoundary()) {
        throw new Rejection(
            ErrorCode.MALFORMED_REQUEST,
            "A transfer is between accounts: only a rail moves value in or out.");
      }
      if (kind != EntryKind.ESCROW) {
        posting.accountId().requireNoPot();
      }
    }
  }

  private static void requireBalanced(List<Posting> postings) {
    Map<Asset, Money> sums = new HashMap<>();
    Set<List<Object>> seen = new HashSet<>();
    for (Posting posting : postings) {
      Asset asset = posting.amount().asset();
      if (posting.amount().signum() == 0
          || !seen.add(List.<Object>of(posting.accountId(), asset))) {
        throw unbalanced();
      }
      sums.merge(asset, posting.amount(), Money::plus);
    }
    if (postings.size() < 2 || sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
      throw unbalanced();
    }
  }

  /** The guarded accounts, in the order in which they are loaded. */
  public List<AccountId> guardedAccounts() {
    SortedSet<AccountId> guarded = new TreeSet<>();
    for (Posting posting : postings) {
      if (!posting.accountId().isBoundary()) {
        guarded.add(posting.accountId());
      }
    }
    return List.copyOf(guarded);
  }

  private static Rejection unbalanced() {
    return new Rejection(
        ErrorCode.ENTRY_UNBALANCED,
        "An entry has at least two postings, none zero, each account and asset once, that sum to zero per asset.");
  }
}

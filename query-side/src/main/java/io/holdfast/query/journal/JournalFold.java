package io.holdfast.query.journal;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.error.Defect;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.query.fold.Accounts;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Journal lines: what each entry did to each account, and the balance after it. A line whose halves
 * are both in the batch is new, so only single halves look for a row that was begun before. Must be
 * applied after the accounts, whose balances it takes for boundary accounts.
 */
public final class JournalFold implements Fold {
  public static final String KIND = "journal";

  private final Rows<JournalLineRow> lines;
  private final Accounts accounts;
  private final boolean allNew;
  private final Halves halves = new Halves();

  /**
   * @param allNew whether no line of the batch was begun before it, nor is left begun: then none is
   *     looked for
   */
  public JournalFold(String schema, Accounts accounts, boolean allNew) {
    lines = new Rows<>(JournalLineRow.TABLE, schema);
    this.accounts = accounts;
    this.allNew = allNew;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    halves.see(event);
  }

  @Override
  public void load(Connection connection) throws SQLException {
    if (allNew && !halves.areNone()) {
      throw new IllegalStateException("a batch of new lines ends within one: " + halves.open());
    }
    halves.open().forEach(key -> lines.want(key.toArray(String[]::new)));
    lines.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    switch (logged.event()) {
      case EntryPosted entry -> {
        requireBalanced(entry);
        entry.postings().forEach(line -> apply(entry, line, logged));
      }
      case AmountPosted e ->
          apply(e.accountId(), e.entryId(), e.asset(), e.amount(), e.postedAfter(), logged.index());
      case HoldCaptured e ->
          apply(
              e.accountId(),
              e.entryId(),
              e.asset(),
              "-" + e.amount(),
              e.postedAfter(),
              logged.index());
      default -> {}
    }
  }

  private void apply(EntryPosted entry, EntryPosted.Line line, LoggedEvent logged) {
    JournalLineRow row =
        begun(line.accountId(), entry.entryId(), line.asset(), line.amount(), logged.index());
    if (row == null) {
      return;
    }
    JournalLineRow half =
        row.withEntry(EntryPart.of(entry, line, logged.atMillis()), logged.index());
    lines.put(
        line.accountId().startsWith(AccountId.BOUNDARY)
            ? half.withPostedAfter(
                accounts.postedOf(line.accountId(), line.asset()), logged.index())
            : half);
  }

  private void apply(
      String accountId,
      String entryId,
      String asset,
      String amount,
      String postedAfter,
      long index) {
    JournalLineRow row = begun(accountId, entryId, asset, amount, index);
    if (row != null) {
      lines.put(row.withPostedAfter(new BigInteger(postedAfter), index));
    }
  }

  /** The line as it was begun, or a blank one; null where it already reflects this index. */
  private @Nullable JournalLineRow begun(
      String accountId, String entryId, String asset, String amount, long index) {
    BigInteger told = new BigInteger(amount);
    JournalLineRow row = lines.get(accountId, entryId, asset);
    if (row == null) {
      return JournalLineRow.blank(accountId, entryId, asset, accounts.ownerOf(accountId), told);
    }
    return row.logIndex() >= index ? null : row.requireAmount(told);
  }

  private static void requireBalanced(EntryPosted entry) {
    Map<String, BigInteger> sums =
        entry.postings().stream()
            .collect(
                groupingBy(
                    EntryPosted.Line::asset,
                    mapping(
                        line -> new BigInteger(line.amount()),
                        reducing(BigInteger.ZERO, BigInteger::add))));
    if (sums.values().stream().anyMatch(sum -> sum.signum() != 0)) {
      throw new Defect("entry " + entry.entryId() + " does not sum to zero: " + sums);
    }
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return allNew ? lines.copy(connection) : lines.flush(connection);
  }
}

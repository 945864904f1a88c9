package io.holdfast.query.account;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.account.DestinationAllowed;
import io.holdfast.api.account.DestinationDisallowed;
import io.holdfast.api.account.HoldCaptured;
import io.holdfast.api.account.HoldPlaced;
import io.holdfast.api.account.HoldReleased;
import io.holdfast.api.error.Defect;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.query.fold.Accounts;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and their balances. Guarded accounts take the balances that their events carry; a
 * boundary account has no events of its own, so its balance is counted from the entries, and it
 * comes into being with the first. A row passes over events that it already reflects.
 */
public final class AccountFold implements Fold, Accounts {
  public static final String KIND = "account";

  private final Rows<AccountRow> accounts;
  private final Rows<BalanceRow> balances;
  private final Rows<BalanceChangeRow> changes;
  private final boolean allNew;

  /**
   * @param allNew whether no event of the batch was folded before: then changes are written without
   *     looking for them
   */
  public AccountFold(String schema, boolean allNew) {
    accounts = new Rows<>(AccountRow.TABLE, schema);
    balances = new Rows<>(BalanceRow.TABLE, schema);
    changes = new Rows<>(BalanceChangeRow.TABLE, schema);
    this.allNew = allNew;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(String accountId) {
    accounts.want(accountId);
  }

  @Override
  public void want(Event event) {
    switch (event) {
      case AccountEvent of -> {
        accounts.want(of.streamId());
        wantBalance(of);
      }
      case EntryPosted entry -> {
        for (EntryPosted.Line line : entry.postings()) {
          accounts.want(line.accountId());
          balances.want(line.accountId(), line.asset());
        }
      }
      default -> {}
    }
  }

  private void wantBalance(AccountEvent event) {
    switch (event) {
      case AmountPosted e -> balances.want(e.accountId(), e.asset());
      case HoldPlaced e -> balances.want(e.accountId(), e.asset());
      case HoldReleased e -> balances.want(e.accountId(), e.asset());
      case HoldCaptured e -> balances.want(e.accountId(), e.asset());
      case AccountOpened _, DestinationAllowed _, DestinationDisallowed _ -> {}
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    accounts.load(connection);
    balances.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    switch (logged.event()) {
      case AccountEvent event -> applyToAccount(event, logged);
      case EntryPosted entry -> applyToBoundaries(entry, logged);
      default -> {}
    }
  }

  private void applyToAccount(AccountEvent event, LoggedEvent logged) {
    long index = logged.index();
    AccountRow account = accounts.get(event.streamId());
    if (account != null && account.logIndex() >= index) {
      return;
    }
    switch (event) {
      case AccountOpened e ->
          accounts.put(AccountRow.opened(e.accountId(), e.ownerId(), e.label(), index));
      case AmountPosted e ->
          change(
              account,
              e.asset(),
              e.amount(),
              "0",
              e.postedAfter(),
              e.heldAfter(),
              e.entryId(),
              logged);
      case HoldPlaced e ->
          change(account, e.asset(), "0", e.amount(), e.postedAfter(), e.heldAfter(), null, logged);
      case HoldReleased e ->
          change(
              account,
              e.asset(),
              "0",
              negated(e.amount()),
              e.postedAfter(),
              e.heldAfter(),
              null,
              logged);
      case HoldCaptured e ->
          change(
              account,
              e.asset(),
              negated(e.amount()),
              negated(e.amount()),
              e.postedAfter(),
              e.heldAfter(),
              e.entryId(),
              logged);
      case DestinationAllowed e ->
          accounts.put(opened(account, e).allowing(e.rail() + ":" + e.address(), index));
      case DestinationDisallowed e ->
          accounts.put(opened(account, e).disallowing(e.rail() + ":" + e.address(), index));
    }
  }

  private void change(
      @Nullable AccountRow account,
      String asset,
      String postedChange,
      String heldChange,
      String postedAfter,
      String heldAfter,
      @Nullable String entryId,
      LoggedEvent logged) {
    long index = logged.index();
    AccountRow opened = opened(account, logged.event());
    accounts.put(opened.touchedAt(index));
    put(
        balance(opened.accountId(), asset)
            .changed(
                new BigInteger(postedChange),
                new BigInteger(heldChange),
                new BigInteger(postedAfter),
                new BigInteger(heldAfter),
                index),
        entryId,
        logged);
  }

  private void put(BalanceRow balance, @Nullable String entryId, LoggedEvent logged) {
    balances.put(balance);
    changes.put(new BalanceChangeRow(balance, entryId, logged.atMillis()));
  }

  private void applyToBoundaries(EntryPosted entry, LoggedEvent logged) {
    for (EntryPosted.Line line : entry.postings()) {
      if (line.accountId().startsWith(AccountId.BOUNDARY)) {
        applyToBoundary(line, entry.entryId(), logged);
      }
    }
  }

  private void applyToBoundary(EntryPosted.Line line, String entryId, LoggedEvent logged) {
    long index = logged.index();
    BalanceRow balance = balance(line.accountId(), line.asset());
    if (balance.logIndex() >= index) {
      return;
    }
    AccountRow account = accounts.get(line.accountId());
    accounts.put(
        account == null
            ? AccountRow.opened(
                line.accountId(),
                null,
                line.accountId().substring(AccountId.BOUNDARY.length()),
                index)
            : account.touchedAt(index));
    put(balance.plus(new BigInteger(line.amount()), index), entryId, logged);
  }

  @Override
  public @Nullable String ownerOf(String accountId) {
    if (accountId.startsWith(AccountId.BOUNDARY)) {
      return null;
    }
    AccountRow account = accounts.get(accountId);
    if (account == null) {
      throw new Defect("account " + accountId + " was never opened");
    }
    return account.ownerId();
  }

  @Override
  public BigInteger postedOf(String accountId, String asset) {
    return balance(accountId, asset).posted();
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    boolean accountsChanged = accounts.flush(connection);
    if (balances.flush(connection)) {
      return allNew ? changes.copy(connection) : changes.flush(connection);
    }
    return accountsChanged;
  }

  private BalanceRow balance(String accountId, String asset) {
    BalanceRow balance = balances.get(accountId, asset);
    return balance == null ? BalanceRow.empty(accountId, asset) : balance;
  }

  private static AccountRow opened(@Nullable AccountRow account, Event event) {
    if (account == null) {
      throw new Defect("account " + event.streamId() + " was never opened");
    }
    return account;
  }

  private static String negated(String amount) {
    return new BigInteger(amount).negate().toString();
  }
}

package io.holdfast.query.account;

import io.holdfast.query.fold.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account without its balances.
 *
 * @param ownerId null for a boundary account
 * @param destinations the allow-list, each as {@code rail:address}, in the order they were allowed
 * @param logIndex the last event that changed the account or one of its balances
 */
record AccountRow(
    String accountId,
    @Nullable String ownerId,
    String label,
    List<String> destinations,
    long createdIndex,
    long logIndex) {
  static final Table<AccountRow> TABLE =
      Table.<AccountRow>named("account")
          .key("account_id", AccountRow::accountId)
          .text("owner_id", AccountRow::ownerId)
          .text("label", AccountRow::label)
          .texts("destinations", AccountRow::destinations)
          .number("created_index", AccountRow::createdIndex)
          .number("log_index", AccountRow::logIndex)
          .readBy(
              row ->
                  new AccountRow(
                      row.text("account_id"),
                      row.textOrNull("owner_id"),
                      row.text("label"),
                      row.texts("destinations"),
                      row.number("created_index"),
                      row.number("log_index")));

  static AccountRow opened(String accountId, @Nullable String ownerId, String label, long index) {
    return new AccountRow(accountId, ownerId, label, List.of(), index, index);
  }

  AccountRow touchedAt(long index) {
    return new AccountRow(accountId, ownerId, label, destinations, createdIndex, index);
  }

  AccountRow allowing(String destination, long index) {
    List<String> more = new ArrayList<>(without(destination));
    more.add(destination);
    return withDestinations(more, index);
  }

  AccountRow disallowing(String destination, long index) {
    return withDestinations(without(destination), index);
  }

  private List<String> without(String destination) {
    return destinations.stream().filter(each -> !each.equals(destination)).toList();
  }

  private AccountRow withDestinations(List<String> changed, long index) {
    return new AccountRow(accountId, ownerId, label, List.copyOf(changed), createdIndex, index);
  }
}

package io.holdfast.query.person;

import io.holdfast.api.query.PersonView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;

/** How people stand in their table; each is their own owner. */
final class PersonRows {
  static final Table<Stored<PersonView>> TABLE =
      Table.<Stored<PersonView>>named("person")
          .key("user_id", row -> row.view().userId())
          .text("owner_id", row -> row.view().userId())
          .text("name", row -> row.view().name())
          .text("email", row -> row.view().email())
          .number("email_verified_at_millis", row -> row.view().emailVerifiedAtMillis())
          .texts("roles", row -> row.view().roles())
          .texts("wallets", row -> row.view().wallets())
          .text("state", row -> row.view().state())
          .number("locked_until_millis", row -> row.view().lockedUntilMillis())
          .number("registered_at_millis", row -> row.view().registeredAtMillis())
          .number("last_sign_in_at_millis", row -> row.view().lastSignInAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private PersonRows() {}

  static PersonView view(Columns row) {
    return new PersonView(
        row.text("user_id"),
        row.textOrNull("name"),
        row.textOrNull("email"),
        row.numberOrNull("email_verified_at_millis"),
        row.texts("roles"),
        row.texts("wallets"),
        row.text("state"),
        row.number("locked_until_millis"),
        row.number("registered_at_millis"),
        row.numberOrNull("last_sign_in_at_millis"),
        row.number("log_index"));
  }
}

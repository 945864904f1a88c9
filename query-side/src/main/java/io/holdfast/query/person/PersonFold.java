package io.holdfast.query.person;

import io.holdfast.api.Event;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.user.EmailChanged;
import io.holdfast.api.user.EmailVerified;
import io.holdfast.api.user.PasswordChanged;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.SignInFailed;
import io.holdfast.api.user.UserErased;
import io.holdfast.api.user.UserEvent;
import io.holdfast.api.user.UserRegistered;
import io.holdfast.api.user.UserRenamed;
import io.holdfast.api.user.UserSignedIn;
import io.holdfast.api.user.WalletLinked;
import io.holdfast.api.user.WalletUnlinked;
import io.holdfast.query.fold.Fold;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.fold.Rows;
import io.holdfast.query.fold.Stored;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People, as they are now. Of who is forgotten nothing is kept but that there was somebody. */
public final class PersonFold implements Fold {
  static final String KIND = "person";
  private static final String REGISTERED = "REGISTERED";
  private static final String ERASED = "ERASED";

  private final Rows<Stored<PersonView>> people;

  public PersonFold(String schema) {
    people = new Rows<>(PersonRows.TABLE, schema);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void want(Event event) {
    if (event instanceof UserEvent e) {
      people.want(e.userId());
    }
  }

  @Override
  public void load(Connection connection) throws SQLException {
    people.load(connection);
  }

  @Override
  public void apply(LoggedEvent logged) {
    if (logged.event() instanceof UserRegistered e) {
      Stored.begin(people, e.userId(), first(e, logged));
    } else if (logged.event() instanceof UserEvent e) {
      Stored.change(people, e.userId(), logged, view -> step(view, e, logged));
    }
  }

  private static PersonView first(UserRegistered e, LoggedEvent logged) {
    return new PersonView(
        e.userId(),
        e.name(),
        e.sealedEmail(),
        null,
        names(e.roles()),
        List.of(),
        REGISTERED,
        0,
        logged.atMillis(),
        null,
        logged.index());
  }

  /** Pure: a person after one event. */
  private static PersonView step(PersonView view, UserEvent event, LoggedEvent logged) {
    Next next = new Next(view, logged.index());
    return switch (event) {
      case UserRegistered e -> first(e, logged);
      case UserRenamed e -> next.called(e.name());
      case EmailChanged e -> next.knownBy(e.sealedEmail());
      case PasswordChanged _ -> next.tried(0, view.lastSignInAtMillis());
      case EmailVerified _ -> next.with(logged.atMillis(), view.roles(), view.wallets());
      case WalletLinked e ->
          next.with(view.emailVerifiedAtMillis(), view.roles(), and(view, e.wallet()));
      case WalletUnlinked e ->
          next.with(view.emailVerifiedAtMillis(), view.roles(), without(view, e.wallet()));
      case RolesChanged e ->
          next.with(view.emailVerifiedAtMillis(), names(e.roles()), view.wallets());
      case UserSignedIn _ -> next.tried(0, logged.atMillis());
      case SignInFailed e -> next.tried(e.lockedUntilMillis(), view.lastSignInAtMillis());
      case UserErased _ -> next.forgotten();
    };
  }

  private static List<String> and(PersonView view, String wallet) {
    return Stream.concat(view.wallets().stream(), Stream.of(wallet)).distinct().toList();
  }

  private static List<String> without(PersonView view, String wallet) {
    return view.wallets().stream().filter(each -> !each.equals(wallet)).toList();
  }

  /** Names with commas between, as events carry them. */
  static List<String> names(String roles) {
    return List.of(roles.split(",", -1));
  }

  @Override
  public boolean flush(Connection connection) throws SQLException {
    return people.flush(connection);
  }

  /** The row that comes after another. */
  private record Next(PersonView view, long logIndex) {
    PersonView with(@Nullable Long emailVerified, List<String> roles, List<String> wallets) {
      return new PersonView(
          view.userId(),
          view.name(),
          view.email(),
          emailVerified,
          roles,
          wallets,
          view.state(),
          view.lockedUntilMillis(),
          view.registeredAtMillis(),
          view.lastSignInAtMillis(),
          logIndex);
    }

    PersonView called(String name) {
      return named(name, view.email(), view.emailVerifiedAtMillis());
    }

    PersonView knownBy(String email) {
      return named(view.name(), email, null);
    }

    private PersonView named(
        @Nullable String name, @Nullable String email, @Nullable Long emailVerified) {
      return new PersonView(
          view.userId(),
          name,
          email,
          emailVerified,
          view.roles(),
          view.wallets(),
          view.state(),
          view.lockedUntilMillis(),
          view.registeredAtMillis(),
          view.lastSignInAtMillis(),
          logIndex);
    }

    PersonView tried(long lockedUntilMillis, @Nullable Long lastSignInAtMillis) {
      return new PersonView(
          view.userId(),
          view.name(),
          view.email(),
          view.emailVerifiedAtMillis(),
          view.roles(),
          view.wallets(),
          view.state(),
          lockedUntilMillis,
          view.registeredAtMillis(),
          lastSignInAtMillis,
          logIndex);
    }

    PersonView forgotten() {
      return new PersonView(
          view.userId(),
          null,
          null,
          null,
          List.of(),
          List.of(),
          ERASED,
          0,
          view.registeredAtMillis(),
          null,
          logIndex);
    }
  }
}

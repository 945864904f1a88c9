package io.holdfast.command.user;

import io.holdfast.api.error.Defect;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.ChangeRoles;
import io.holdfast.api.user.ConfirmEmail;
import io.holdfast.api.user.EmailChanged;
import io.holdfast.api.user.EmailVerified;
import io.holdfast.api.user.EraseUser;
import io.holdfast.api.user.Origin;
import io.holdfast.api.user.PasswordChanged;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.RenameUser;
import io.holdfast.api.user.RolesChanged;
import io.holdfast.api.user.SignInFailed;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserErased;
import io.holdfast.api.user.UserEvent;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.UserRegistered;
import io.holdfast.api.user.UserRenamed;
import io.holdfast.api.user.UserSignedIn;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.user.WalletLinked;
import io.holdfast.api.user.WalletUnlinked;
import io.holdfast.command.user.User.Erased;
import io.holdfast.command.user.User.Known;
import io.holdfast.command.user.User.Nobody;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of a person's record. Pure. Three laws: a person always has a way in; nobody changes
 * what they themselves may do; after {@value #FREE_FAILURES} wrong passwords each further one locks
 * sign-in by password, twice as long as the one before, up to an hour. The lock is for passwords
 * only, for a wallet's proof cannot be guessed: so nobody who guesses keeps the person out who has
 * a wallet.
 */
public final class UserDecider {
  public static final int MOST_WALLETS = 20;

  static final int FREE_FAILURES = 4;
  private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
  private static final Duration LONGEST_LOCK = Duration.ofHours(1);

  private UserDecider() {}

  /**
   * @throws Rejection ALREADY_EXISTS_DIFFERENT or MALFORMED_REQUEST
   */
  public static List<UserEvent> register(RegisterUser command, User state) {
    return switch (state) {
      case Known known when command.email().value().equals(known.email()) -> List.of();
      case Known _, Erased _ -> throw anothers();
      case Nobody _ -> {
        requireSensible(command.roles());
        yield List.of(
            new UserRegistered(
                command.targetId(),
                command.name().value(),
                command.email().value(),
                command.sealedEmail().value(),
                text(command.roles()),
                command.registeredBy()));
      }
    };
  }

  /** Whoever comes with a wallet that stands for nobody is a new customer. */
  static List<UserEvent> register(UserId newcomer, WalletId wallet, User state) {
    if (!(state instanceof Nobody)) {
      throw anothers();
    }
    String userId = newcomer.value();
    return List.of(
        new UserRegistered(userId, null, null, null, text(Set.of(Role.CUSTOMER)), userId),
        new WalletLinked(userId, wallet.value()));
  }

  /** Quiet where it is linked. */
  static List<UserEvent> link(WalletId wallet, User state) {
    Known known = state.requireKnown();
    if (known.wallets().contains(wallet.value())) {
      return List.of();
    }
    if (known.wallets().size() >= MOST_WALLETS) {
      throw new Rejection(
          ErrorCode.TOO_MANY_WALLETS, "Nobody has more than " + MOST_WALLETS + " wallets linked.");
    }
    return List.of(new WalletLinked(known.userId(), wallet.value()));
  }

  /**
   * @throws Rejection NOT_FOUND or LAST_WAY_IN
   */
  public static List<UserEvent> unlink(UnlinkWallet command, User state) {
    Known known = state.requireKnown();
    if (!known.wallets().contains(command.wallet().value())) {
      return List.of();
    }
    if (known.waysIn() == 1) {
      throw new Rejection(
          ErrorCode.LAST_WAY_IN, "This is the only way in. Link another wallet before.");
    }
    return List.of(
        new WalletUnlinked(known.userId(), command.wallet().value(), command.unlinkedBy()));
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  public static List<UserEvent> rename(RenameUser command, User state) {
    return List.of(new UserRenamed(state.requireKnown().userId(), command.name().value()));
  }

  /**
   * Quiet where it is the person's. That no other is known by it is the caller's to see.
   *
   * @throws Rejection NOT_FOUND
   */
  public static List<UserEvent> changeEmail(ChangeEmail command, User state) {
    Known known = state.requireKnown();
    String email = command.email().value();
    return email.equals(known.email())
        ? List.of()
        : List.of(new EmailChanged(known.userId(), email, command.sealedEmail().value()));
  }

  /**
   * @throws Rejection NOT_FOUND or WRONG_STATE
   */
  public static List<UserEvent> changePassword(Origin origin, User state) {
    Known known = state.requireKnown();
    if (known.email() == null) {
      throw new Rejection(
          ErrorCode.WRONG_STATE, "A password needs an e-mail address to come with.");
    }
    return List.of(
        new PasswordChanged(known.userId(), origin.address().value(), origin.userAgent().value()));
  }

  /**
   * @throws Rejection NOT_FOUND or WRONG_STATE
   */
  public static List<UserEvent> confirm(ConfirmEmail command, User state) {
    Known known = state.requireKnown();
    if (!command.email().value().equals(known.email())) {
      throw new Rejection(ErrorCode.WRONG_STATE, "The person is not known by this e-mail address.");
    }
    return known.emailVerified()
        ? List.of()
        : List.of(new EmailVerified(known.userId(), command.email().value()));
  }

  /**
   * @throws Rejection NOT_FOUND, FORBIDDEN or MALFORMED_REQUEST
   */
  public static List<UserEvent> changeRoles(ChangeRoles command, User state) {
    Known known = state.requireKnown();
    if (command.changedBy().equals(known.userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Nobody changes their own roles.");
    }
    requireSensible(command.roles());
    return command.roles().equals(known.roles())
        ? List.of()
        : List.of(new RolesChanged(known.userId(), text(command.roles()), command.changedBy()));
  }

  /** Quiet while it is locked: what is guessed then counts for nothing, right or wrong. */
  public static List<UserEvent> fail(Origin origin, User state, Instant now) {
    Known known = state.requireKnown();
    if (isLocked(known, now)) {
      return List.of();
    }
    int failures = Math.addExact(known.failures(), 1);
    return List.of(
        new SignInFailed(
            known.userId(),
            failures,
            lockedUntilMillis(failures, now),
            origin.address().value(),
            origin.userAgent().value()));
  }

  /** A lock that would last longer than any was set before the clock was set back: it is over. */
  public static boolean isLocked(Known known, Instant now) {
    long left = known.lockedUntilMillis() - now.toEpochMilli();
    return left > 0 && left <= LONGEST_LOCK.toMillis();
  }

  private static long lockedUntilMillis(int failures, Instant now) {
    int beyond = failures - FREE_FAILURES;
    if (beyond <= 0) {
      return 0;
    }
    long doubled = FIRST_LOCK.toMillis() << Math.min(beyond - 1, 10);
    return now.toEpochMilli() + Math.min(doubled, LONGEST_LOCK.toMillis());
  }

  /** The person is let in; how they have shown who they are is the session's to judge. */
  public static List<UserEvent> signIn(String sessionId, String method, Known known) {
    return List.of(new UserSignedIn(known.userId(), sessionId, method));
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  public static List<UserEvent> erase(EraseUser command, User state) {
    return state instanceof Erased
        ? List.of()
        : List.of(new UserErased(state.requireKnown().userId(), command.erasedBy()));
  }

  public static User evolve(User state, UserEvent event) {
    return switch (event) {
      case UserRegistered e ->
          new Known(e.userId(), e.email(), false, Set.of(), roles(e.roles()), 0, 0);
      case UserRenamed _ -> known(state);
      case EmailChanged e -> known(state).knownBy(e.email());
      case EmailVerified _ -> known(state).verified();
      case PasswordChanged _ -> known(state).failed(0, 0);
      case WalletLinked e -> {
        Set<String> wallets = new HashSet<>(known(state).wallets());
        wallets.add(e.wallet());
        yield known(state).with(wallets);
      }
      case WalletUnlinked e -> {
        Set<String> wallets = new HashSet<>(known(state).wallets());
        wallets.remove(e.wallet());
        yield known(state).with(wallets);
      }
      case RolesChanged e -> known(state).may(roles(e.roles()));
      case UserSignedIn _ -> known(state).failed(0, 0);
      case SignInFailed e -> known(state).failed(e.failures(), e.lockedUntilMillis());
      case UserErased _ -> User.ERASED;
    };
  }

  /** As events carry them. */
  public static String text(Set<Role> roles) {
    return roles.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
  }

  private static Set<Role> roles(String text) {
    return Arrays.stream(text.split(",", -1)).map(Role::valueOf).collect(Collectors.toSet());
  }

  /** An auditor changes nothing, and so is nothing else. */
  private static void requireSensible(Set<Role> roles) {
    if (roles.isEmpty() || (roles.contains(Role.AUDITOR) && roles.size() > 1)) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A person has a role; an auditor has no other.");
    }
  }

  private static Known known(User state) {
    if (state instanceof Known known) {
      return known;
    }
    throw new Defect("something became of a person who is not known");
  }

  private static Rejection anothers() {
    return new Rejection(
        ErrorCode.ALREADY_EXISTS_DIFFERENT, "This id names another person already.");
  }
}

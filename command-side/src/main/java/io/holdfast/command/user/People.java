package io.holdfast.command.user;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.ChangeEmail;
import io.holdfast.api.user.IdentifierEvent;
import io.holdfast.api.user.RegisterUser;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserEvent;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.command.Aggregates;
import io.holdfast.command.user.User.Known;
import java.util.List;

/**
 * Keeps people and what they are known by together: both change in one append, so no two people are
 * ever known by the same. What stands for somebody who was erased, or has another address now, is
 * free: that is looked up and not written. So an erasure touches one record only, however many
 * wallets there are, and two who swap their addresses never wait for each other.
 *
 * <p>Locks: identifier, then whom it stands for, then the person who wants it.
 */
public final class People {
  private final Aggregates<UserAggregate, User, UserEvent> users;
  private final Aggregates<IdentifierAggregate, Identifier, IdentifierEvent> identifiers;

  public People(
      Aggregates<UserAggregate, User, UserEvent> users,
      Aggregates<IdentifierAggregate, Identifier, IdentifierEvent> identifiers) {
    this.users = users;
    this.identifiers = identifiers;
  }

  Aggregates.Loaded<UserAggregate, User, UserEvent> load(UserId userId) {
    return users.load(userId.value());
  }

  public User state(String userId) {
    return users.load(userId).state();
  }

  /**
   * @throws Rejection EMAIL_TAKEN, ALREADY_EXISTS_DIFFERENT or MALFORMED_REQUEST
   */
  void register(RegisterUser command) {
    var email = identifiers.load(command.email().value());
    requireFree(email.state(), command.email().value(), command.userId(), ErrorCode.EMAIL_TAKEN);
    var user = load(command.userId());
    List<UserEvent> events = UserDecider.register(command, user.state());
    if (!events.isEmpty()) {
      email.record(
          IdentifierDecider.claim(command.email().value(), command.targetId(), email.state()));
      user.record(events);
    }
  }

  /**
   * The address that the person had is left as it is, and free: see {@link #requireFree}.
   *
   * @throws Rejection EMAIL_TAKEN or NOT_FOUND
   */
  void changeEmail(ChangeEmail command) {
    var email = identifiers.load(command.email().value());
    requireFree(email.state(), command.email().value(), command.userId(), ErrorCode.EMAIL_TAKEN);
    var user = load(command.userId());
    List<UserEvent> events = UserDecider.changeEmail(command, user.state());
    if (!events.isEmpty()) {
      email.record(
          IdentifierDecider.claim(command.email().value(), command.targetId(), email.state()));
      user.record(events);
    }
  }

  /** Whom a proven wallet stands for; where it stands for nobody, the newcomer from now on. */
  public String holderOf(WalletId wallet, UserId newcomer) {
    var identifier = identifiers.load(wallet.value());
    String holder = identifier.state().holder();
    if (holder != null && state(holder) instanceof Known known) {
      return known.userId();
    }
    var user = load(newcomer);
    List<UserEvent> events = UserDecider.register(newcomer, wallet, user.state());
    identifier.record(
        IdentifierDecider.claim(wallet.value(), newcomer.value(), identifier.state()));
    user.record(events);
    return newcomer.value();
  }

  /**
   * Lets a proven wallet stand for a person.
   *
   * @throws Rejection WALLET_TAKEN, TOO_MANY_WALLETS or NOT_FOUND
   */
  public void link(WalletId wallet, UserId userId) {
    var identifier = identifiers.load(wallet.value());
    requireFree(identifier.state(), wallet.value(), userId, ErrorCode.WALLET_TAKEN);
    var user = load(userId);
    List<UserEvent> events = UserDecider.link(wallet, user.state());
    identifier.record(IdentifierDecider.claim(wallet.value(), userId.value(), identifier.state()));
    user.record(events);
  }

  /**
   * @throws Rejection NOT_FOUND or LAST_WAY_IN
   */
  void unlink(UnlinkWallet command) {
    String wallet = command.wallet().value();
    var identifier = identifiers.load(wallet);
    var user = load(command.userId());
    List<UserEvent> events = UserDecider.unlink(command, user.state());
    if (!events.isEmpty()) {
      identifier.record(IdentifierDecider.release(wallet, command.targetId(), identifier.state()));
      user.record(events);
    }
  }

  /** The person is let in by a session. */
  public void signIn(Known known, String sessionId, String method) {
    users.load(known.userId()).record(UserDecider.signIn(sessionId, method, known));
  }

  /** What stands for somebody who is not known by it any more is free. */
  private void requireFree(
      Identifier state, String identifier, UserId wanted, ErrorCode otherwise) {
    String holder = state.holder();
    if (holder != null
        && !holder.equals(wanted.value())
        && state(holder) instanceof Known known
        && known.isKnownBy(identifier)) {
      throw new Rejection(otherwise, "Another person is known by this.");
    }
  }
}

package io.holdfast.api.user;

import io.holdfast.api.Event;

/** What became of a person's record. */
public sealed interface UserEvent extends Event
    permits UserRegistered,
        UserRenamed,
        EmailChanged,
        EmailVerified,
        PasswordChanged,
        WalletLinked,
        WalletUnlinked,
        RolesChanged,
        UserSignedIn,
        SignInFailed,
        UserErased {
  String userId();

  @Override
  default String streamId() {
    return userId();
  }
}

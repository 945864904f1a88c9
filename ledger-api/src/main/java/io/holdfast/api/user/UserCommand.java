package io.holdfast.api.user;

import io.holdfast.api.Command;

/** What may be wished of a person's record. Wallets are linked by proof: see {@code session}. */
public sealed interface UserCommand extends Command
    permits RegisterUser,
        RenameUser,
        ChangeEmail,
        ConfirmEmail,
        RecordPasswordChange,
        UnlinkWallet,
        ChangeRoles,
        RecordSignInFailure,
        EraseUser {
  UserId userId();

  @Override
  default String targetId() {
    return userId().value();
  }
}

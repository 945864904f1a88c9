package io.holdfast.api.account;

import io.holdfast.api.Command;

/** What may be asked of one account. */
public sealed interface AccountCommand extends Command
    permits OpenAccount, PlaceHold, ReleaseHold, AllowDestination, DisallowDestination {
  AccountId accountId();
}

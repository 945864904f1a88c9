package io.holdfast.api.journal;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Money;

/** One line of a journal entry: the signed amount by which an account's posted balance changes. */
public record Posting(AccountId accountId, Money amount) {}

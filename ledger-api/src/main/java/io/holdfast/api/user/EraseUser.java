package io.holdfast.api.user;

/**
 * The person is to be forgotten. What the ledger did for them stays, under an id that says nothing;
 * e-mail address and wallets may be another's, or the same person's anew. Whoever sends this
 * destroys the person's key, too. Quiet when it was done before.
 */
public record EraseUser(UserId userId, String erasedBy) implements UserCommand {}

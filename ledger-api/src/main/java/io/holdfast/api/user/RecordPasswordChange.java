package io.holdfast.api.user;

/**
 * The person has another password from now on, which the ledger never sees. Whoever sends this has
 * kept it. Refused with WRONG_STATE where the person has no e-mail address to come with.
 */
public record RecordPasswordChange(UserId userId, Origin origin) implements UserCommand {}

package io.holdfast.api.user;

/** A wrong password was given for this person. Quiet while sign-in by password is locked. */
public record RecordSignInFailure(UserId userId, Origin origin) implements UserCommand {}

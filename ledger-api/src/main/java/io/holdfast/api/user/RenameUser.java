package io.holdfast.api.user;

/** How the person wants to be called from now on. Refused with NOT_FOUND for nobody. */
public record RenameUser(UserId userId, Sealed name) implements UserCommand {}

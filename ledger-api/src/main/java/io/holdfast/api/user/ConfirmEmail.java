package io.holdfast.api.user;

/**
 * The person has shown that this address is theirs. Refused with WRONG_STATE where it is not the
 * one the person is known by.
 */
public record ConfirmEmail(UserId userId, EmailId email) implements UserCommand {}

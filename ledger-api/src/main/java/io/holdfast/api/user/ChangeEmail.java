package io.holdfast.api.user;

/**
 * The person is to be known by this e-mail address, and by no other. The address they had may be
 * another's then. Quiet where it is theirs already; refused with EMAIL_TAKEN where another person
 * is known by it.
 *
 * @param sealedEmail the address that {@code email} stands for
 */
public record ChangeEmail(UserId userId, EmailId email, Sealed sealedEmail)
    implements UserCommand {}

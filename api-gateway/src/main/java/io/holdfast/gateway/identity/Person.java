package io.holdfast.gateway.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, as those see it who look after people.
 *
 * @param state REGISTERED or ERASED
 * @param lockedUntilMillis no password counts before; 0 where it is not locked
 */
record Person(
    String id,
    @Nullable String email,
    @Nullable String name,
    boolean emailVerified,
    List<String> roles,
    List<String> wallets,
    @Nullable Long lastSignInAtMillis,
    String state,
    long registeredAtMillis,
    long lockedUntilMillis) {}

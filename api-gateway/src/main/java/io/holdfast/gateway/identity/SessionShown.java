package io.holdfast.gateway.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session, as its owner sees it and those who look after people.
 *
 * @param current whether it is the one that asks
 * @param address from where it was heard of last; null where nobody can tell any more
 */
record SessionShown(
    String sessionId,
    String userId,
    boolean current,
    String method,
    String state,
    List<String> permissions,
    @Nullable String address,
    @Nullable String userAgent,
    long createdAtMillis,
    long lastActivityAtMillis,
    long expiresAtMillis,
    @Nullable Long endedAtMillis,
    @Nullable String endReason) {}

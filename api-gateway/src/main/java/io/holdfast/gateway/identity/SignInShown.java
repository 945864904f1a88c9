package io.holdfast.gateway.identity;

import org.jspecify.annotations.Nullable;

/** One line of a person's authentication history, as its owner sees it. */
record SignInShown(
    String signInId,
    String userId,
    String outcome,
    String method,
    @Nullable String sessionId,
    @Nullable String address,
    @Nullable String userAgent,
    long atMillis) {}

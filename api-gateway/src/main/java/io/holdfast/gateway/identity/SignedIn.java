package io.holdfast.gateway.identity;

/** A fresh access token, to be sent as {@code Authorization: Bearer}, and who it names. */
record SignedIn(String accessToken, long expiresAtMillis, UserView user) {}

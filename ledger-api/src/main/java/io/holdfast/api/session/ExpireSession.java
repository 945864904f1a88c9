package io.holdfast.api.session;

/**
 * Ends a session whose time has run out; quiet when it has not. Answered with the moment, in
 * milliseconds, at which to ask again; 0 when it is over.
 */
public record ExpireSession(SessionId sessionId) implements SessionCommand {}

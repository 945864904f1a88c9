package io.holdfast.chain.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is doing.
 *
 * @param name where it is, without credentials
 * @param latencyMillis of its last answer; −1 before the first
 * @param lastError written for an operator; stays when the endpoint is well again
 * @param lastErrorAtMillis 0 when there was none
 */
public record EndpointState(
    String name,
    Health health,
    boolean preferred,
    long latencyMillis,
    @Nullable String lastError,
    long lastErrorAtMillis) {
  /** Whether it is asked. */
  public enum Health {
    /** It is asked like any other. */
    WELL,
    /** It failed too often in a row, and is left alone for a while. */
    RESTING,
    /** It has rested, and the next question tries it out. */
    ON_TRIAL,
    /** It is of another chain: it is asked for nothing but that. */
    REFUSED
  }
}

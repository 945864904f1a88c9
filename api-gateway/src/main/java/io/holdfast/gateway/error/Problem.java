package io.holdfast.gateway.error;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Locale;

/**
 * An error as every REST answer carries it (RFC 9457). Clients switch on {@code code}; {@code
 * detail} is for people.
 *
 * @param correlationId find it again in the logs and in the events
 */
public record Problem(
    String type,
    String title,
    int status,
    String code,
    String detail,
    String instance,
    String correlationId) {
  static Problem of(Rejection rejection, String instance, String correlationId) {
    ErrorCode code = rejection.code();
    return new Problem(
        "urn:holdfast:error:" + code.name(),
        titleOf(code),
        HttpStatuses.of(code.kind()).value(),
        code.name(),
        rejection.reason(),
        instance,
        correlationId);
  }

  private static String titleOf(ErrorCode code) {
    String words = code.name().replace('_', ' ').toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}

package io.holdfast.gateway.error;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.netty.channel.ChannelException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * Finds in any failure, however wrapped by a bus or by Spring, the one refusal that is told to the
 * client. What nobody foresaw is a DEFECT, of which the client learns nothing but its correlation
 * id.
 */
public final class Failures {
  private static final int MAX_DEPTH = 20;
  private static final Map<Integer, Rejection> BY_STATUS =
      Map.of(
          404, new Rejection(ErrorCode.NOT_FOUND, "There is nothing at this address."),
          405, new Rejection(ErrorCode.METHOD_NOT_ALLOWED, "This address has no such method."),
          413, new Rejection(ErrorCode.BODY_TOO_LARGE, "The body is larger than is allowed."),
          415, new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json."));

  private Failures() {}

  public static Rejection rejectionOf(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      Optional<Rejection> known = known(cause);
      if (known.isPresent()) {
        return known.get();
      }
      cause = cause.getCause();
    }
    return new Rejection(
        ErrorCode.DEFECT, "Something is wrong on our side. Quote the correlation id.");
  }

  private static Optional<Rejection> known(Throwable cause) {
    return switch (cause) {
      case Rejection rejection -> Optional.of(rejection);
      case DataBufferLimitException _ -> Optional.ofNullable(BY_STATUS.get(413));
      case ResponseStatusException status -> ofStatus(status);
      case AuthenticationException _, JwtException _ ->
          reject(ErrorCode.NOT_SIGNED_IN, "Sign in and send a bearer token that has not expired.");
      case AccessDeniedException _ -> reject(ErrorCode.FORBIDDEN, "Your role does not allow this.");
      case JacksonException broken -> reject(ErrorCode.MALFORMED_REQUEST, placeOf(broken));
      case ChannelException _, AbortedException _ ->
          reject(ErrorCode.MALFORMED_REQUEST, "The request was not sent to its end.");
      case AggregateNotFoundException _ ->
          reject(ErrorCode.NOT_FOUND, "There is nothing with this id.");
      case ConcurrencyException _ ->
          reject(ErrorCode.CONCURRENT_CHANGE, "Somebody else changed it meanwhile. Try again.");
      case TimeoutException _ ->
          reject(
              ErrorCode.OUTCOME_UNKNOWN,
              "No answer in time. Ask again with the same Idempotency-Key: nothing happens twice.");
      case DataAccessException _, SQLException _ ->
          reject(ErrorCode.LOG_UNAVAILABLE, "The database does not answer. Try again.");
      default -> Optional.empty();
    };
  }

  private static Optional<Rejection> ofStatus(ResponseStatusException failure) {
    HttpStatusCode status = failure.getStatusCode();
    Rejection known = BY_STATUS.get(status.value());
    if (known != null) {
      return Optional.of(known);
    }
    if (!status.is4xxClientError()) {
      return Optional.empty();
    }
    return reject(ErrorCode.MALFORMED_REQUEST, reasonOf(failure));
  }

  private static String reasonOf(ResponseStatusException failure) {
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof JacksonException broken) {
        return placeOf(broken);
      }
      cause = cause.getCause();
    }
    @Nullable String reason = failure.getReason();
    return reason == null ? "The request cannot be understood." : reason + ".";
  }

  /** Says where, never what: a message of Jackson's may quote a secret or name a class. */
  private static String placeOf(JacksonException broken) {
    String path =
        String.join(
            ".",
            broken.getPath().stream()
                .map(
                    step ->
                        step.getPropertyName() == null
                            ? String.valueOf(step.getIndex())
                            : step.getPropertyName())
                .toList());
    if (broken instanceof DatabindException && !path.isEmpty()) {
      return "The field '" + shortened(path) + "' is unknown or has the wrong form.";
    }
    return "The body is not the JSON that is expected here.";
  }

  private static String shortened(String path) {
    return path.length() <= 80 ? path : path.substring(0, 80) + "…";
  }

  private static Optional<Rejection> reject(ErrorCode code, String detail) {
    return Optional.of(new Rejection(code, detail));
  }
}

package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.error.Failures;
import io.rsocket.exceptions.ApplicationErrorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/** Failures as streams tell them. */
final class StreamErrors {
  private static final Logger LOG = LoggerFactory.getLogger(StreamErrors.class);

  private StreamErrors() {}

  /** An ERROR frame's text is {@code CODE: message}. */
  static ApplicationErrorException forRSocket(Throwable failure) {
    if (failure instanceof ApplicationErrorException told) {
      return told;
    }
    Rejection rejection = rejectionOf(failure);
    return new ApplicationErrorException(rejection.code() + ": " + rejection.reason());
  }

  static Rejection rejectionOf(Throwable failure) {
    Rejection rejection =
        switch (failure) {
          case MessageDeliveryException _ ->
              new Rejection(ErrorCode.NOT_FOUND, "There is no such route for this interaction.");
          case MethodArgumentResolutionException _ when failure.getCause() == null ->
              new Rejection(ErrorCode.MALFORMED_REQUEST, "The request cannot be understood.");
          default -> Failures.rejectionOf(failure);
        };
    if (rejection.code() == ErrorCode.DEFECT) {
      LOG.error("A stream met a defect", failure);
    }
    return rejection;
  }
}

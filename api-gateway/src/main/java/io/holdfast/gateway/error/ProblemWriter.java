package io.holdfast.gateway.error;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.CorrelatedLogs;
import io.holdfast.gateway.security.Correlation;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a failure as problem+json; the only place where an error becomes an HTTP answer. */
@Component
public class ProblemWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
  private static final Duration RETRY_SOON = Duration.ofSeconds(1);
  private static final Duration RETRY_LATER = Duration.ofSeconds(30);

  private static final long MOST_BYTES_READ_OUT = 256 * 1024;
  private static final Duration LONGEST_READ_OUT = Duration.ofSeconds(2);

  private static final String CODE = ProblemWriter.class.getName();

  private final JsonMapper json = JsonMapper.shared();

  /** The code that was answered to this request, where it was refused. */
  public static Optional<ErrorCode> codeOf(ServerWebExchange exchange) {
    return Optional.ofNullable(exchange.getAttribute(CODE));
  }

  public Mono<Void> write(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    if (NoHttpFilter.isRefused(response)) {
      return Mono.empty();
    }
    Rejection rejection = Failures.rejectionOf(failure);
    String correlationId = Correlation.idOf(exchange);
    log(rejection, failure, correlationId);
    if (response.isCommitted()) {
      return Mono.error(failure);
    }
    exchange.getAttributes().put(CODE, rejection.code());
    HttpStatus status = HttpStatuses.of(rejection.code().kind());
    response.setStatusCode(status);
    setHeaders(response.getHeaders(), rejection.code());
    Problem problem = Problem.of(rejection, exchange.getRequest().getPath().value(), correlationId);
    return whoIsForbidden(exchange, rejection, correlationId)
        .then(readOut(exchange))
        .then(
            response.writeWith(
                Mono.fromSupplier(
                    () -> response.bufferFactory().wrap(json.writeValueAsBytes(problem)))));
  }

  /** Who tries what their role or ownership forbids is told to whoever watches the log. */
  private static Mono<Void> whoIsForbidden(
      ServerWebExchange exchange, Rejection rejection, String correlationId) {
    if (rejection.code().kind() != ErrorCode.Kind.FORBIDDEN) {
      return Mono.empty();
    }
    ServerHttpRequest request = exchange.getRequest();
    return exchange
        .getPrincipal()
        .map(Principal::getName)
        .defaultIfEmpty("somebody")
        .doOnNext(
            who ->
                CorrelatedLogs.during(
                    correlationId,
                    () ->
                        LOG.info(
                            "{} may not {} {}: {}",
                            who,
                            request.getMethod(),
                            request.getPath().value(),
                            rejection.code())))
        .then();
  }

  /**
   * What was sent and is read by nobody, for the refusal came first, is read out before the answer:
   * left in the connection, it can keep the next request on it from being heard. Where it is too
   * much or too slow, the connection ends with the answer.
   */
  private static Mono<Void> readOut(ServerWebExchange exchange) {
    AtomicLong left = new AtomicLong(MOST_BYTES_READ_OUT);
    Runnable end = () -> exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
    return exchange
        .getRequest()
        .getBody()
        .takeWhile(part -> left.addAndGet(-sizeOfReleased(part)) >= 0)
        .timeout(LONGEST_READ_OUT)
        .then()
        .doOnError(TimeoutException.class, _ -> end.run())
        .onErrorComplete()
        .doOnSuccess(
            _ -> {
              if (left.get() < 0) {
                end.run();
              }
            });
  }

  private static int sizeOfReleased(DataBuffer part) {
    int size = part.readableByteCount();
    DataBufferUtils.release(part);
    return size;
  }

  private static void setHeaders(HttpHeaders headers, ErrorCode code) {
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (code.kind() == ErrorCode.Kind.UNAUTHENTICATED) {
      headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (code.kind() == ErrorCode.Kind.UNAVAILABLE || code == ErrorCode.REQUEST_IN_PROGRESS) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_SOON.toSeconds()));
    }
    if (code.kind() == ErrorCode.Kind.TOO_MANY) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_LATER.toSeconds()));
    }
  }

  /** It may be that no chain of the request's own runs any more. */
  private static void log(Rejection rejection, Throwable failure, String correlationId) {
    CorrelatedLogs.during(correlationId, () -> log(rejection, failure));
  }

  private static void log(Rejection rejection, Throwable failure) {
    switch (rejection.code().kind()) {
      case DEFECT -> LOG.error("A request met a defect", Logged.of(failure));
      case UNAVAILABLE -> LOG.warn("A request found something unavailable", Logged.of(failure));
      case INVALID,
          REFUSED,
          CONFLICT,
          UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          UNSUPPORTED_MEDIA_TYPE,
          TOO_LARGE,
          NOT_SATISFIABLE,
          TOO_MANY ->
          LOG.debug("Refused with {}: {}", rejection.code(), rejection.reason());
    }
  }
}

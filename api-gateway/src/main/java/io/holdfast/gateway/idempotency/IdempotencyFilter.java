package io.holdfast.gateway.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Intent;
import io.holdfast.gateway.error.ProblemWriter;
import io.holdfast.gateway.security.AccessRules;
import io.holdfast.gateway.security.AskedPath;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Every POST of a signed-in person that is about the ledger carries an Idempotency-Key: claim it,
 * run, store the answer, and only then answer. A retry of the same body gets the same answer,
 * marked {@value #REPLAY}. Only final answers are kept; after any other the same key runs again,
 * which is safe because ids derive from the key ({@code Ask.newId}). Runs after security, so that a
 * key belongs to a person. ADR 0007.
 */
@Component
@Order(0)
class IdempotencyFilter implements WebFilter {
  static final String REPLAY = "Idempotent-Replay";

  private static final String HMAC = "HmacSHA256";
  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final List<PathPattern> GUARDED =
      AccessRules.ALL.stream()
          .filter(AccessRules.Rule::needsKey)
          .map(rule -> PathPatternParser.defaultInstance.parse(rule.pattern()))
          .toList();

  private final IdempotencyStore store;
  private final ProblemWriter problems;
  private final Scheduler workers;

  IdempotencyFilter(IdempotencyStore store, ProblemWriter problems, Scheduler doorScheduler) {
    this.store = store;
    this.problems = problems;
    this.workers = doorScheduler;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!isGuarded(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    return ReactiveSecurityContextHolder.getContext()
        .switchIfEmpty(Mono.error(IdempotencyFilter::nobody))
        .map(SecurityContext::getAuthentication)
        .map(Authentication::getName)
        .map(user -> intentOf(exchange.getRequest(), user))
        .flatMap(intent -> once(intent, exchange, chain));
  }

  private Mono<Void> once(Intent intent, ServerWebExchange exchange, WebFilterChain chain) {
    return bodyOf(exchange.getRequest())
        .flatMap(
            body ->
                Mono.fromCallable(() -> store.claim(intent, fingerprint(intent, body)))
                    .subscribeOn(workers)
                    .flatMap(
                        claim ->
                            switch (claim) {
                              case Claim.Mine(UUID mine) ->
                                  run(recording(exchange, body, intent, mine), chain);
                              case Claim.Answered(Answer answer) ->
                                  replay(exchange.getResponse(), answer);
                              case Claim.InProgress() -> Mono.error(inProgress());
                              case Claim.Reused() -> Mono.error(reused());
                            }));
  }

  /** Failures become answers inside, so that a refusal is recorded like any other answer. */
  private Mono<Void> run(ServerWebExchange exchange, WebFilterChain chain) {
    return chain.filter(exchange).onErrorResume(failure -> problems.write(exchange, failure));
  }

  private ServerWebExchange recording(
      ServerWebExchange exchange, byte[] body, Intent intent, UUID claim) {
    return exchange
        .mutate()
        .request(new RepeatedRequest(exchange.getRequest(), exchange.getResponse(), body))
        .response(
            new RecordingResponse(
                exchange.getResponse(), answer -> keep(exchange, intent, claim, answer)))
        .build();
  }

  /** A table that cannot be written must not hide an answer: the claim runs out by itself. */
  private Mono<Void> keep(ServerWebExchange exchange, Intent intent, UUID claim, Answer answer) {
    return Mono.<Void>fromRunnable(
            () -> {
              if (isFinal(exchange, answer)) {
                store.store(intent, claim, answer);
              } else {
                store.release(intent, claim);
              }
            })
        .subscribeOn(workers)
        .onErrorResume(
            failure -> {
              LOG.warn("An answer could not be kept for its Idempotency-Key", failure);
              return Mono.empty();
            });
  }

  private static boolean isFinal(ServerWebExchange exchange, Answer answer) {
    return ProblemWriter.codeOf(exchange)
        .map(IdempotencyFilter::isFinal)
        .orElse(HttpStatusCode.valueOf(answer.status()).is2xxSuccessful());
  }

  /** Whether asking again could never be answered otherwise. */
  static boolean isFinal(ErrorCode code) {
    return switch (code.kind()) {
      case INVALID, REFUSED -> true;
      case CONFLICT -> code != ErrorCode.CONCURRENT_CHANGE && code != ErrorCode.REQUEST_IN_PROGRESS;
      case UNAUTHENTICATED,
          FORBIDDEN,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          UNSUPPORTED_MEDIA_TYPE,
          TOO_LARGE,
          NOT_SATISFIABLE,
          TOO_MANY,
          UNAVAILABLE,
          DEFECT ->
          false;
    };
  }

  private static Mono<Void> replay(ServerHttpResponse response, Answer answer) {
    response.setRawStatusCode(answer.status());
    response.getHeaders().set(REPLAY, "true");
    if (answer.contentType() != null) {
      response.getHeaders().set("Content-Type", answer.contentType());
    }
    if (answer.logIndex() != null) {
      response.getHeaders().set(Answers.LOG_INDEX, answer.logIndex());
    }
    return response.writeWith(
        Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
  }

  private static boolean isGuarded(ServerHttpRequest request) {
    return HttpMethod.POST.equals(request.getMethod())
        && GUARDED.stream()
            .anyMatch(pattern -> pattern.matches(request.getPath().pathWithinApplication()));
  }

  private static Intent intentOf(ServerHttpRequest request, String user) {
    String key =
        IdempotencyKey.of(request)
            .orElseThrow(
                () ->
                    new Rejection(
                        ErrorCode.IDEMPOTENCY_KEY_MISSING,
                        "Every POST carries an " + IdempotencyKey.HEADER + " of its own."));
    return new Intent(user, request.getMethod().name(), AskedPath.of(request), key);
  }

  private static Mono<byte[]> bodyOf(ServerHttpRequest request) {
    return DataBufferUtils.join(request.getBody(), MAX_BODY_BYTES)
        .map(
            buffer -> {
              byte[] bytes = new byte[buffer.readableByteCount()];
              buffer.read(bytes);
              DataBufferUtils.release(buffer);
              return bytes;
            })
        .defaultIfEmpty(new byte[0]);
  }

  /**
   * HMAC-SHA-256 of the body under the wish's own key, which is stored nowhere: a body may hold an
   * address or a phone number, and nobody can try which.
   */
  private static byte[] fingerprint(Intent intent, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(intent.key().getBytes(UTF_8), HMAC));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private static Rejection nobody() {
    return new Rejection(ErrorCode.NOT_SIGNED_IN, "Sign in first.");
  }

  private static Rejection inProgress() {
    return new Rejection(
        ErrorCode.REQUEST_IN_PROGRESS, "A request with this key is being carried out. Ask again.");
  }

  private static Rejection reused() {
    return new Rejection(
        ErrorCode.IDEMPOTENCY_KEY_REUSED, "This key was used for a request with another body.");
  }
}

package io.holdfast.gateway.bus;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.idempotency.IdempotencyKey;
import io.holdfast.gateway.identity.Caller;
import io.holdfast.gateway.security.AskedPath;
import io.holdfast.gateway.security.Correlation;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.util.IdGenerator;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers their {@link Ask}. */
public final class AskResolver implements HandlerMethodArgumentResolver {
  public static final String WAIT_FOR_INDEX = "X-Wait-For-Index";

  private static final Pattern INDEX = Pattern.compile("[0-9]{1,18}");

  private final IdGenerator ids;

  public AskResolver(IdGenerator ids) {
    this.ids = ids;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Ask.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    return ReactiveSecurityContextHolder.getContext()
        .switchIfEmpty(Mono.error(() -> new Rejection(ErrorCode.NOT_SIGNED_IN, "Sign in first.")))
        .map(context -> (JwtAuthenticationToken) context.getAuthentication())
        .map(token -> ask(Caller.of(token.getToken()), exchange));
  }

  private Ask ask(Caller caller, ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    return new Ask(
        caller,
        Correlation.idOf(exchange),
        ids.generateId().toString(),
        IdempotencyKey.of(request)
            .map(
                key ->
                    new Intent(
                        caller.userId(), request.getMethod().name(), AskedPath.of(request), key))
            .orElse(null),
        waitForIndex(request.getHeaders().getFirst(WAIT_FOR_INDEX)));
  }

  private static long waitForIndex(@Nullable String header) {
    if (header == null) {
      return 0;
    }
    if (!INDEX.matcher(header).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, WAIT_FOR_INDEX + " is a log index in decimal digits.");
    }
    return Long.parseLong(header);
  }
}

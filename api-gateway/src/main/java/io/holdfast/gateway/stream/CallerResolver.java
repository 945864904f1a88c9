package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.identity.AccessTokens;
import io.holdfast.gateway.identity.Caller;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.WellKnownAuthType;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.reactive.HandlerMethodArgumentResolver;
import org.springframework.messaging.rsocket.MetadataExtractorRegistry;
import org.springframework.util.MimeType;
import reactor.core.publisher.Mono;

/**
 * Gives routes their caller, from the bearer token that each request's own metadata carries: a
 * connection outlives tokens, so it proves nothing. A route that can do without takes null.
 */
final class CallerResolver implements HandlerMethodArgumentResolver {
  static final MimeType AUTHENTICATION = MimeType.valueOf("message/x.rsocket.authentication.v0");

  private static final String BEARER = CallerResolver.class.getName();

  private final AccessTokens tokens;

  CallerResolver(AccessTokens tokens) {
    this.tokens = tokens;
  }

  static void registerWith(MetadataExtractorRegistry registry) {
    registry.metadataToExtract(AUTHENTICATION, byte[].class, CallerResolver::extract);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Mono<Object> resolveArgument(MethodParameter parameter, Message<?> message) {
    if (message.getHeaders().get(BEARER) instanceof String token) {
      return tokens.callerOf(token).flatMap(Acquaintance::make).cast(Object.class);
    }
    return parameter.isOptional()
        ? Mono.empty()
        : Mono.error(
            () ->
                new Rejection(
                    ErrorCode.NOT_SIGNED_IN, "Send a bearer token in the request's metadata."));
  }

  /** By the authentication extension: one byte for the type, then the token. */
  private static void extract(byte[] metadata, Map<String, Object> headers) {
    ByteBuf buffer = Unpooled.wrappedBuffer(metadata);
    if (buffer.isReadable()
        && AuthMetadataCodec.isWellKnownAuthType(buffer)
        && AuthMetadataCodec.readWellKnownAuthType(buffer) == WellKnownAuthType.BEARER) {
      headers.put(BEARER, new String(AuthMetadataCodec.readBearerTokenAsCharArray(buffer)));
    }
  }
}

package io.holdfast.gateway.stream;

import io.holdfast.gateway.identity.AccessTokens;
import io.holdfast.gateway.security.CorrelatedLogs;
import io.holdfast.gateway.security.Correlation;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;

/** The JSON WebSocket at {@code /ws}, for clients that do not speak RSocket. */
@Configuration(proxyBeanMethods = false)
class WsConfiguration {
  @Bean
  HandlerMapping wsMapping(
      Streams streams, AccessTokens tokens, StreamSettings limits, OpenStreams open) {
    return new SimpleUrlHandlerMapping(
        Map.of("/ws", handler(streams, tokens, limits, open.ws())), Ordered.HIGHEST_PRECEDENCE);
  }

  private static WebSocketHandler handler(
      Streams streams, AccessTokens tokens, StreamSettings limits, Connections connections) {
    return session -> {
      if (!connections.tryEnter()) {
        return session.close(CloseStatus.SERVICE_OVERLOAD);
      }
      String id = idOf(session.getHandshakeInfo());
      return new WsConversation(session, streams, tokens, limits.maxStreamsPerConnection(), id)
          .run(limits.helloTimeout())
          .doFinally(_ -> connections.leave())
          .contextWrite(CorrelatedLogs.of(id));
    };
  }

  /** Every request has its id by now. */
  private static String idOf(HandshakeInfo handshake) {
    return Objects.requireNonNull(
        handshake.getHeaders().getFirst(Correlation.HEADER), Correlation.HEADER);
  }
}

package io.holdfast.gateway.stream;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.identity.AccessTokens;
import io.holdfast.gateway.security.Origins;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.frame.decoder.PayloadDecoder;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.util.IdGenerator;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Mono;

/** RSocket on two transports, with the same routes, limits and checks on both. */
@Configuration(proxyBeanMethods = false)
class RSocketConfiguration {
  @Bean
  RSocketMessageHandler doorMessageHandler(AccessTokens tokens) {
    RSocketMessageHandler handler = new RSocketMessageHandler();
    handler.setRSocketStrategies(strategies());
    handler.setDefaultDataMimeType(MimeTypeUtils.APPLICATION_JSON);
    handler.getArgumentResolverConfigurer().addCustomResolver(new CallerResolver(tokens));
    return handler;
  }

  @Bean
  RSocketServer doorRSocketServer(
      RSocketMessageHandler doorMessageHandler, StreamSettings limits, IdGenerator ids) {
    return RSocketServer.create(guarded(doorMessageHandler.responder(), limits, ids))
        .payloadDecoder(PayloadDecoder.ZERO_COPY)
        .interceptors(registry -> registry.forConnection(BrokenConnection::closing))
        .maxInboundPayloadSize(StreamSettings.MAX_MESSAGE_BYTES);
  }

  @Bean
  NettyRouteProvider rsocketOverWebSocket(RSocketServer doorRSocketServer, Origins origins) {
    return new RSocketWebSocketRoute(doorRSocketServer, origins);
  }

  @Bean
  RSocketTcpDoor rsocketOverTcp(RSocketServer doorRSocketServer, StreamSettings settings) {
    return new RSocketTcpDoor(doorRSocketServer, settings);
  }

  private static SocketAcceptor guarded(
      SocketAcceptor acceptor, StreamSettings limits, IdGenerator ids) {
    Connections connections = new Connections(limits.maxConnections());
    return (setup, client) -> {
      if (!connections.tryEnter()) {
        return Mono.error(new RejectedSetupException("TOO_MANY_REQUESTS: come back later"));
      }
      client.onClose().doFinally(_ -> connections.leave()).subscribe(null, _ -> {});
      return acceptor
          .accept(setup, client)
          .<RSocket>map(
              socket ->
                  new GuardedRSocket(
                      socket, limits.maxStreamsPerConnection(), ids.generateId().toString()));
    };
  }

  private static RSocketStrategies strategies() {
    return RSocketStrategies.builder()
        .decoder(new JacksonJsonDecoder(DoorJson.mapper()))
        .encoder(new JacksonJsonEncoder(DoorJson.mapper()))
        .metadataExtractorRegistry(CallerResolver::registerWith)
        .build();
  }
}

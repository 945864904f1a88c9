package io.holdfast.gateway.stream;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.identity.AccessTokens;
import io.holdfast.gateway.security.Origins;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.frame.decoder.PayloadDecoder;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.util.IdGenerator;
import org.springframework.util.MimeTypeUtils;
import reactor.core.Disposable;
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
      RSocketMessageHandler doorMessageHandler,
      StreamSettings limits,
      OpenStreams open,
      IdGenerator ids) {
    return RSocketServer.create(
            guarded(doorMessageHandler.responder(), limits, open.rsocket(), ids))
        .maxTimeToFirstFrame(limits.helloTimeout())
        .payloadDecoder(PayloadDecoder.ZERO_COPY)
        .maxInboundPayloadSize(StreamSettings.MAX_MESSAGE_BYTES);
  }

  @Bean
  NettyRouteProvider rsocketOverWebSocket(
      RSocketServer doorRSocketServer, Origins origins, OpenStreams open) {
    return new RSocketWebSocketRoute(doorRSocketServer, origins, open.rsocket());
  }

  @Bean
  RSocketTcpDoor rsocketOverTcp(
      RSocketServer doorRSocketServer, StreamSettings settings, OpenStreams open) {
    return new RSocketTcpDoor(doorRSocketServer, settings, open.rsocket());
  }

  private static SocketAcceptor guarded(
      SocketAcceptor acceptor, StreamSettings limits, Connections connections, IdGenerator ids) {
    return (setup, client) -> {
      if (connections.areTooMany()) {
        return Mono.error(new RejectedSetupException("TOO_MANY_REQUESTS: come back later"));
      }
      Acquaintance acquaintance = new Acquaintance();
      Disposable deadline = letGoUnlessKnown(client, acquaintance, limits.helloTimeout());
      client.onClose().doFinally(_ -> deadline.dispose()).subscribe(null, _ -> {});
      return acceptor
          .accept(setup, client)
          .<RSocket>map(
              socket ->
                  new GuardedRSocket(
                      socket,
                      limits.maxStreamsPerConnection(),
                      ids.generateId().toString(),
                      acquaintance));
    };
  }

  /** Or strangers could take all connections there are, and keep them. */
  private static Disposable letGoUnlessKnown(
      RSocket client, Acquaintance acquaintance, Duration patience) {
    return Mono.delay(patience)
        .filter(_ -> !acquaintance.isMade())
        .subscribe(_ -> client.dispose());
  }

  private static RSocketStrategies strategies() {
    return RSocketStrategies.builder()
        .decoder(new JacksonJsonDecoder(DoorJson.mapper()))
        .encoder(new JacksonJsonEncoder(DoorJson.mapper()))
        .metadataExtractorRegistry(CallerResolver::registerWith)
        .build();
  }
}

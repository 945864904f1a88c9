package io.holdfast.gateway.stream;

import io.holdfast.gateway.security.Origins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.rsocket.core.RSocketServer;
import io.rsocket.transport.ServerTransport.ConnectionAcceptor;
import io.rsocket.transport.netty.WebsocketDuplexConnection;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * RSocket over WebSocket at {@value #PATH} of the web port. It stands before WebFlux and its
 * security, so it checks the origin itself; tokens travel in each request's metadata.
 */
final class RSocketWebSocketRoute implements NettyRouteProvider {
  private static final String PATH = "/rsocket";
  private static final WebsocketServerSpec SPEC =
      WebsocketServerSpec.builder().maxFramePayloadLength(StreamSettings.MAX_MESSAGE_BYTES).build();

  private final BiFunction<WebsocketInbound, WebsocketOutbound, Publisher<Void>> handler;
  private final Origins origins;
  private final Connections connections;

  RSocketWebSocketRoute(RSocketServer server, Origins origins, Connections connections) {
    ConnectionAcceptor acceptor = server.asConnectionAcceptor(StreamSettings.MAX_MESSAGE_BYTES);
    this.handler = (in, out) -> accept((Connection) in, acceptor).then(out.neverComplete());
    this.origins = origins;
    this.connections = connections;
  }

  @Override
  public HttpServerRoutes apply(HttpServerRoutes routes) {
    return routes.route(RSocketWebSocketRoute::isOurs, this::open);
  }

  /** By the target as it was sent: what a stranger sends need not be a URI. */
  private static boolean isOurs(HttpServerRequest request) {
    return request.uri().equals(PATH) || request.uri().startsWith(PATH + "?");
  }

  private Publisher<Void> open(HttpServerRequest request, HttpServerResponse response) {
    HttpHeaders headers = request.requestHeaders();
    if (!headers.containsValue(
        HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, /* ignoreCase= */ true)) {
      return hardened(response)
          .status(HttpResponseStatus.UPGRADE_REQUIRED)
          .header(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
          .send();
    }
    if (!origins.allows(headers.get(HttpHeaderNames.ORIGIN), headers.get(HttpHeaderNames.HOST))) {
      return hardened(response).status(HttpResponseStatus.FORBIDDEN).send();
    }
    return response.sendWebsocket(handler, SPEC);
  }

  /** An answer without a body is no page, and says so as every answer does. */
  private static HttpServerResponse hardened(HttpServerResponse response) {
    return response
        .header(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .header("X-Content-Type-Options", "nosniff")
        .header(
            HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
  }

  /** As RSocket's own transport does, and guarded. */
  private Mono<Void> accept(Connection network, ConnectionAcceptor acceptor) {
    connections.count(network.channel());
    return acceptor.apply(
        GuardedConnection.over(network, new WebsocketDuplexConnection("server", network)));
  }
}

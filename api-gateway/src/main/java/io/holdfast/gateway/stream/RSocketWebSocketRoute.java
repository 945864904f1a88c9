package io.holdfast.gateway.stream;

import io.holdfast.gateway.security.Origins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.WebsocketRouteTransport;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyRouteProvider;
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

  RSocketWebSocketRoute(RSocketServer server, Origins origins) {
    this.handler =
        WebsocketRouteTransport.newHandler(
            server.asConnectionAcceptor(StreamSettings.MAX_MESSAGE_BYTES));
    this.origins = origins;
  }

  @Override
  public HttpServerRoutes apply(HttpServerRoutes routes) {
    return routes.route(RSocketWebSocketRoute::isOurs, this::open);
  }

  private static boolean isOurs(HttpServerRequest request) {
    return PATH.equals(request.fullPath());
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
}

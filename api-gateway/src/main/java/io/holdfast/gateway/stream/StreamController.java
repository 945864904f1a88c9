package io.holdfast.gateway.stream;

import io.holdfast.gateway.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** RSocket's routes. */
@Controller
class StreamController {
  private final Streams streams;

  StreamController(Streams streams) {
    this.streams = streams;
  }

  /** A view stream. A client that returns with its last cursor misses nothing. */
  @MessageMapping("view.{view}")
  Flux<StreamItem> watch(
      Caller caller,
      @DestinationVariable String view,
      @Payload(required = false) @Nullable StreamRequest request) {
    return streams.open(
        caller, ViewName.of(view), request == null ? StreamRequest.EVERYTHING : request);
  }

  /** One order, from where the client has seen it. */
  @MessageMapping("order.{orderId}")
  Flux<StreamItem> watchOrder(
      Caller caller,
      @DestinationVariable String orderId,
      @Payload(required = false) @Nullable StreamRequest request) {
    Long after = request == null ? null : request.after();
    return streams.open(caller, ViewName.ORDERS, new StreamRequest(after, null, null, orderId));
  }

  /**
   * Echoes, so that a client measures the round trip by its own clock. Needs no token; one that is
   * shown must count, so that a client without any stream hears of its session's end, too.
   */
  @MessageMapping("ping")
  Mono<JsonNode> ping(@Nullable Caller caller, Mono<JsonNode> sent) {
    return sent;
  }

  /** Tells every failure in our words; without this, Spring logs each refusal as an error. */
  @MessageExceptionHandler
  Flux<StreamItem> refuse(Throwable failure) {
    return Flux.error(StreamErrors.forRSocket(failure));
  }
}

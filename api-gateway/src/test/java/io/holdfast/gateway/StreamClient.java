package io.holdfast.gateway;

import io.holdfast.gateway.stream.RSocketTcpDoor;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.transport.netty.client.TcpClientTransport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.util.MimeType;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** Watches streams over RSocket and over the JSON WebSocket, and tells what it saw. */
public final class StreamClient implements AutoCloseable {
  private static final MimeType AUTHENTICATION =
      MimeType.valueOf("message/x.rsocket.authentication.v0");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GatewayHarness gateway;
  private RSocketRequester rsocket;

  public StreamClient(GatewayHarness gateway) {
    this.gateway = gateway;
    rsocket = connect();
  }

  private RSocketRequester connect() {
    return RSocketRequester.builder()
        .rsocketStrategies(
            RSocketStrategies.builder()
                .encoder(new JacksonJsonEncoder(DoorJson.mapper()))
                .decoder(new JacksonJsonDecoder(DoorJson.mapper()))
                .build())
        .dataMimeType(MimeType.valueOf("application/json"))
        .transport(
            TcpClientTransport.create("127.0.0.1", gateway.bean(RSocketTcpDoor.class).port()));
  }

  /**
   * What is to be watched, and by whom.
   *
   * @param account of a journal
   * @param token null shows none
   */
  public record Wish(String view, @Nullable String account, @Nullable String token) {}

  /**
   * The rows of a stream up to the last that was wanted; or why none was shown.
   *
   * @param code empty where it was shown
   */
  public record Seen(String code, List<JsonNode> rows) {
    static Seen refused(String code) {
      return new Seen(code, List.of());
    }
  }

  /** The door lets go of a connection that stays a stranger's: then over another one. */
  public Seen overRSocket(Wish wish, Predicate<JsonNode> last) {
    try {
      return overThisRSocket(wish, last);
    } catch (ConnectionErrorException letGo) {
      rsocket.dispose();
      rsocket = connect();
      return overThisRSocket(wish, last);
    }
  }

  private Seen overThisRSocket(Wish wish, Predicate<JsonNode> last) {
    RSocketRequester.RequestSpec route = rsocket.route("view." + wish.view());
    if (wish.token() != null) {
      route.metadata(
          AuthMetadataCodec.encodeBearerMetadata(
              ByteBufAllocator.DEFAULT, wish.token().toCharArray()),
          AUTHENTICATION);
    }
    try {
      return new Seen(
          "", upTo(last, route.data(ofAccount(wish, Map.of())).retrieveFlux(JsonNode.class)));
    } catch (ApplicationErrorException refused) {
      return Seen.refused(refused.getMessage().replaceFirst(":.*", ""));
    }
  }

  public Seen overWebSocket(Wish wish, Predicate<JsonNode> last) {
    String subscribe =
        text(
            ofAccount(
                wish, Map.of("type", "subscribe", "id", "1", "view", wish.view(), "n", 1024)));
    Flux<String> said =
        wish.token() == null
            ? Flux.just(subscribe)
            : Flux.just(text(Map.of("type", "hello", "token", wish.token())), subscribe);
    try {
      return new Seen("", upTo(last, conversation(said)));
    } catch (Refusal refused) {
      return Seen.refused(refused.getMessage());
    }
  }

  private static Map<String, Object> ofAccount(Wish wish, Map<String, Object> message) {
    Map<String, Object> whole = new HashMap<>(message);
    if (wish.account() != null) {
      whole.put("accountId", wish.account());
    }
    return whole;
  }

  /** What is heard after the welcome, for as long as somebody listens. */
  private Flux<JsonNode> conversation(Flux<String> said) {
    Sinks.Many<JsonNode> heard = Sinks.many().unicast().onBackpressureBuffer();
    Sinks.Empty<Void> end = Sinks.empty();
    Mono<Void> talk =
        new ReactorNettyWebSocketClient()
            .execute(
                URI.create("ws://127.0.0.1:" + gateway.port() + "/ws"),
                session ->
                    session
                        .send(said.map(session::textMessage))
                        .and(
                            session
                                .receive()
                                .map(WebSocketMessage::getPayloadAsText)
                                .map(DoorJson.mapper()::readTree)
                                .takeUntilOther(end.asMono())
                                .doOnNext(heard::tryEmitNext)));
    return heard
        .asFlux()
        .filter(message -> !message.path("type").asString().equals("welcome"))
        .map(StreamClient::orRefusal)
        .doOnSubscribe(_ -> talk.subscribe(null, heard::tryEmitError))
        .doFinally(_ -> end.tryEmitEmpty());
  }

  private static JsonNode orRefusal(JsonNode message) {
    if (message.path("type").asString().equals("error")) {
      throw new Refusal(message.path("code").asString());
    }
    return message;
  }

  private static List<JsonNode> upTo(Predicate<JsonNode> last, Flux<JsonNode> steps) {
    return steps.map(step -> step.path("view")).takeUntil(last).collectList().block(PATIENCE);
  }

  private static String text(Map<String, Object> message) {
    return DoorJson.mapper().writeValueAsString(message);
  }

  @Override
  public void close() {
    rsocket.dispose();
  }

  /** The door said no. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String code) {
      super(code);
    }
  }
}

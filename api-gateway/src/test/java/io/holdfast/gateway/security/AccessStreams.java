package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.security.Access.Named;
import io.holdfast.gateway.security.Access.Outcome;
import io.holdfast.gateway.stream.RSocketTcpDoor;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.transport.netty.client.TcpClientTransport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Watches streams as somebody, over RSocket and over the JSON WebSocket, and judges what comes. */
final class AccessStreams implements AutoCloseable {
  private static final MimeType AUTHENTICATION =
      MimeType.valueOf("message/x.rsocket.authentication.v0");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GatewayHarness gateway;
  private final RSocketRequester rsocket;

  AccessStreams(GatewayHarness gateway) {
    this.gateway = gateway;
    this.rsocket =
        RSocketRequester.builder()
            .rsocketStrategies(
                RSocketStrategies.builder()
                    .encoder(new JacksonJsonEncoder(DoorJson.mapper()))
                    .decoder(new JacksonJsonDecoder(DoorJson.mapper()))
                    .build())
            .dataMimeType(MimeType.valueOf("application/json"))
            .transport(
                TcpClientTransport.create("127.0.0.1", gateway.bean(RSocketTcpDoor.class).port()));
  }

  /** What was seen of a stream up to its last row, or why nothing was. */
  private record Seen(String code, List<JsonNode> rows) {
    static Seen refused(String code) {
      return new Seen(code, List.of());
    }

    Set<String> owners() {
      Set<String> owners = new HashSet<>();
      rows.forEach(row -> owners.add(row.path("ownerId").asString()));
      return owners;
    }
  }

  void judge(AccessRules.Stream stream, Named named, @Nullable String caller, Outcome expected) {
    String account =
        switch (named) {
          case OWN -> "account:" + (caller == null ? "alice" : caller) + "-main";
          case ANOTHERS -> "account:bob-main";
          case NOBODYS -> "account:none-main";
          case NOTHING -> null;
        };
    boolean list = stream.whose() == Whose.SHOWN && named == Named.NOTHING;
    judge(overRSocket(stream.view(), account, caller, list), caller, expected);
    judge(overWebSocket(stream.view(), account, caller, list), caller, expected);
  }

  private static void judge(Seen seen, @Nullable String caller, Outcome expected) {
    switch (expected) {
      case DONE -> assertThat(seen.rows()).hasSize(1);
      case OWN_ROWS -> assertThat(seen.owners()).containsOnly("user:" + caller);
      case ALL_ROWS -> assertThat(seen.owners()).contains("user:bob", "user:" + caller);
      case NOT_FOUND, FORBIDDEN, NOT_SIGNED_IN ->
          assertThat(seen.code()).isEqualTo(expected.name());
      case OPEN -> throw new AssertionError("no stream is open to everybody");
    }
  }

  private Seen overRSocket(
      String view, @Nullable String account, @Nullable String caller, boolean list) {
    RSocketRequester.RequestSpec route = rsocket.route("view." + view);
    if (caller != null) {
      route.metadata(
          AuthMetadataCodec.encodeBearerMetadata(
              ByteBufAllocator.DEFAULT, gateway.token(caller).toCharArray()),
          AUTHENTICATION);
    }
    Map<String, Object> wish = new HashMap<>();
    if (account != null) {
      wish.put("accountId", account);
    }
    try {
      return new Seen("", upToTheLast(route.data(wish).retrieveFlux(JsonNode.class), list));
    } catch (ApplicationErrorException refused) {
      return Seen.refused(refused.getMessage().replaceFirst(":.*", ""));
    }
  }

  private Seen overWebSocket(
      String view, @Nullable String account, @Nullable String caller, boolean list) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("type", "subscribe");
    wish.put("id", "1");
    wish.put("view", view);
    wish.put("n", 1024);
    if (account != null) {
      wish.put("accountId", account);
    }
    Flux<String> said =
        caller == null
            ? Flux.just(text(wish))
            : Flux.just(text(Map.of("type", "hello", "token", gateway.token(caller))), text(wish));
    try {
      return new Seen("", upToTheLast(conversation(said), list));
    } catch (Refusal refused) {
      return Seen.refused(refused.getMessage());
    }
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
        .map(AccessStreams::orRefusal)
        .doOnSubscribe(_ -> talk.subscribe(null, heard::tryEmitError))
        .doFinally(_ -> end.tryEmitEmpty());
  }

  private static JsonNode orRefusal(JsonNode message) {
    if (message.path("type").asString().equals("error")) {
      throw new Refusal(message.path("code").asString());
    }
    return message;
  }

  /** The newest row of every kind is of one person: it comes after what must not be shown. */
  private static List<JsonNode> upToTheLast(Flux<JsonNode> steps, boolean list) {
    return steps
        .map(step -> step.path("view"))
        .takeUntil(
            row -> !list || row.path("ownerId").asString().equals("user:" + AccessStage.LAST))
        .collectList()
        .block(PATIENCE);
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

package io.holdfast.gateway.stream;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.identity.AccessTokens;
import io.holdfast.gateway.identity.Caller;
import io.holdfast.gateway.security.CorrelatedLogs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One client on the JSON WebSocket, from hello to the end. A message that is refused is answered
 * and the conversation goes on; it ends where no hello comes, where the client falls silent, or
 * where it asks without reading.
 */
final class WsConversation {
  static final CloseStatus NO_HELLO = new CloseStatus(4401, "NOT_SIGNED_IN");
  static final CloseStatus TOO_SLOW = new CloseStatus(4408, "the client does not read");

  private static final int DEFAULT_GRANT = 64;
  private static final int MAX_ID_LENGTH = 64;
  private static final Duration PING_INTERVAL = Duration.ofSeconds(30);
  private static final Duration SILENCE = PING_INTERVAL.multipliedBy(3);

  private final WebSocketSession session;
  private final Streams streams;
  private final AccessTokens tokens;
  private final int maxStreams;
  private final String correlationId;
  private final Outbox outbox = new Outbox();
  private final Map<String, GrantedStream> open = new ConcurrentHashMap<>();
  private volatile @Nullable Caller caller;

  /**
   * @param correlationId by which the conversation is found in the logs
   */
  WsConversation(
      WebSocketSession session,
      Streams streams,
      AccessTokens tokens,
      int maxStreams,
      String correlationId) {
    this.correlationId = correlationId;
    this.session = session;
    this.streams = streams;
    this.tokens = tokens;
    this.maxStreams = maxStreams;
  }

  Mono<Void> run(Duration helloDeadline) {
    Disposable deadline =
        Mono.delay(helloDeadline).filter(_ -> caller == null).subscribe(_ -> leave(NO_HELLO));
    Disposable pings =
        Flux.interval(PING_INTERVAL)
            .subscribe(_ -> put(session.pingMessage(buffers -> buffers.wrap(new byte[0]))));
    Mono<Void> receiving =
        session
            .receive()
            .timeout(SILENCE)
            .concatMap(this::receive)
            .then()
            .doFinally(_ -> end(deadline, pings));
    return session.send(outbox.messages()).and(receiving);
  }

  private Mono<Void> receive(WebSocketMessage message) {
    if (message.getType() == WebSocketMessage.Type.PONG
        || message.getType() == WebSocketMessage.Type.PING) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> parse(message.getPayloadAsText()))
        .flatMap(this::handle)
        .onErrorResume(
            failure -> {
              refuse(null, failure);
              return Mono.empty();
            });
  }

  private Mono<Void> handle(ClientMessage message) {
    return switch (message) {
      case ClientMessage.Hello hello -> hello(hello);
      case ClientMessage.Subscribe wish -> Mono.fromRunnable(() -> subscribe(wish));
      case ClientMessage.Request wish ->
          Mono.fromRunnable(() -> require(wish.id()).grant(grantOf(wish.n())));
      case ClientMessage.Cancel wish -> Mono.fromRunnable(() -> require(wish.id()).cancel());
      case ClientMessage.Ping ping ->
          Mono.fromRunnable(() -> say(new ServerMessage.Pong(ping.t())));
    };
  }

  private Mono<Void> hello(ClientMessage.Hello hello) {
    return tokens
        .callerOf(hello.token() == null ? "" : hello.token())
        .doOnNext(
            known -> {
              caller = known;
              say(new ServerMessage.Welcome());
            })
        .then();
  }

  private void subscribe(ClientMessage.Subscribe wish) {
    String id = idOf(wish.id());
    try {
      Caller known = caller;
      if (known == null) {
        throw new Rejection(ErrorCode.NOT_SIGNED_IN, "Say hello with a token first.");
      }
      if (open.size() >= maxStreams) {
        throw new Rejection(
            ErrorCode.TOO_MANY_REQUESTS, "A connection has at most " + maxStreams + " streams.");
      }
      Flux<StreamItem> items =
          streams.open(
              known,
              ViewName.of(wish.view()),
              new StreamRequest(wish.after(), wish.accountId(), wish.requestId(), wish.orderId()));
      start(id, items, wish.n() == null ? DEFAULT_GRANT : grantOf(wish.n()));
    } catch (Rejection refused) {
      refuse(id, refused);
    }
  }

  private void start(String id, Flux<StreamItem> items, int granted) {
    GrantedStream stream =
        new GrantedStream(
            granted,
            (item, sent) -> put(text(ServerMessage.Next.of(id, item)), sent),
            failure -> refuse(id, failure),
            () -> open.remove(id));
    if (open.putIfAbsent(id, stream) != null) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A stream of this id is open.");
    }
    items.contextWrite(CorrelatedLogs.of(correlationId)).subscribe(stream);
  }

  private GrantedStream require(@Nullable String id) {
    GrantedStream stream = open.get(idOf(id));
    if (stream == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "No stream of this id is open.");
    }
    return stream;
  }

  private void refuse(@Nullable String id, Throwable failure) {
    CorrelatedLogs.during(correlationId, () -> say(ServerMessage.Refused.of(id, failure)));
  }

  private void say(ServerMessage message) {
    put(text(message));
  }

  private void put(WebSocketMessage message) {
    put(message, () -> {});
  }

  private void put(WebSocketMessage message, Runnable sent) {
    if (!outbox.put(message, sent)) {
      leave(TOO_SLOW);
    }
  }

  private void leave(CloseStatus status) {
    session.close(status).subscribe(null, _ -> {});
  }

  private void end(Disposable deadline, Disposable pings) {
    deadline.dispose();
    pings.dispose();
    new ArrayList<>(open.values()).forEach(GrantedStream::cancel);
    outbox.close();
  }

  private WebSocketMessage text(ServerMessage message) {
    return session.textMessage(DoorJson.mapper().writeValueAsString(message));
  }

  private static ClientMessage parse(String text) {
    ClientMessage message = DoorJson.mapper().readValue(text, ClientMessage.class);
    if (message == null) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A message is a JSON object with a type.");
    }
    return message;
  }

  private static String idOf(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > MAX_ID_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A stream's id has 1 to " + MAX_ID_LENGTH + " characters.");
    }
    return id;
  }

  private static int grantOf(@Nullable Integer n) {
    if (n == null || n < 1 || n > GrantedStream.MAX_GRANT) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "n is 1 to " + GrantedStream.MAX_GRANT + ".");
    }
    return n;
  }
}

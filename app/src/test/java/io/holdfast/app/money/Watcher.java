package io.holdfast.app.money;

import io.holdfast.gateway.stream.RSocketTcpDoor;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.util.MimeType;

/** Watches the rails by one of the doors for streams, until that ends. */
final class Watcher implements AutoCloseable {
  private static final MimeType AUTHENTICATION =
      MimeType.valueOf("message/x.rsocket.authentication.v0");
  private static final int PATIENCE_SECONDS = 60;

  /** The doors for streams. */
  enum Door {
    RSOCKET_TCP,
    RSOCKET_WEBSOCKET,
    WS
  }

  private final String name;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private volatile long endedAtNanos;
  private volatile Runnable close = () -> {};

  private Watcher(String name) {
    this.name = name;
  }

  /** Begins, and has seen something. */
  static Watcher open(Door door, Program node, String token) throws Exception {
    Watcher watcher = new Watcher(door + " of " + node.domain());
    switch (door) {
      case RSOCKET_TCP ->
          watcher.byRSocket(
              TcpClientTransport.create("127.0.0.1", node.bean(RSocketTcpDoor.class).port()),
              token);
      case RSOCKET_WEBSOCKET ->
          watcher.byRSocket(
              WebsocketClientTransport.create(URI.create("ws://" + node.domain() + "/rsocket")),
              token);
      case WS -> watcher.byWs(URI.create("ws://" + node.domain() + "/ws"), token);
    }
    if (!watcher.begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(watcher + " saw nothing");
    }
    return watcher;
  }

  private void byRSocket(ClientTransport transport, String token) {
    RSocketRequester client =
        RSocketRequester.builder()
            .rsocketStrategies(
                RSocketStrategies.builder()
                    .encoder(new JacksonJsonEncoder())
                    .decoder(new JacksonJsonDecoder())
                    .build())
            .dataMimeType(MimeType.valueOf("application/json"))
            .transport(transport);
    close = client::dispose;
    client
        .route("view.rails")
        .metadata(
            AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, token.toCharArray()),
            AUTHENTICATION)
        .data(Map.of())
        .retrieveFlux(Map.class)
        .subscribe(_ -> begun.countDown(), failure -> ended(failure.getMessage()), () -> ended(""));
  }

  private void byWs(URI uri, String token) throws Exception {
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(uri, new Listener())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    close = socket::abort;
    for (String text :
        new String[] {
          "{\"type\":\"hello\",\"token\":\"" + token + "\"}",
          "{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\"}"
        }) {
      socket.sendText(text, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void ended(String why) {
    endedAtNanos = System.nanoTime();
    end.complete(why);
  }

  boolean isOpen() {
    return !end.isDone();
  }

  /** What was told at its end. */
  String end(Duration patience) throws InterruptedException, ExecutionException, TimeoutException {
    return end.get(patience.toSeconds(), TimeUnit.SECONDS);
  }

  long endedAtNanos() {
    return endedAtNanos;
  }

  @Override
  public void close() {
    close.run();
  }

  @Override
  public String toString() {
    return name;
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void heard(String message) {
      if (message.contains("\"type\":\"next\"")) {
        begun.countDown();
      } else if (message.contains("\"type\":\"error\"")) {
        ended(message);
      }
    }
  }
}

package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One WebSocket from its opening to its end. Answers find their questions by id; what answers no
 * question is a notification. When it ends, for whatever reason, every open question fails with
 * that reason, and it is never used again. Thread-safe.
 */
final class Connection implements WebSocket.Listener {
  private final SocketEndpoint endpoint;
  private final JsonMapper json;
  private final Consumer<JsonNode> notified;
  private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable NodeFailure> end = new AtomicReference<>();
  private final ReentrantLock sending = new ReentrantLock();
  private final StringBuilder message = new StringBuilder();
  private @Nullable WebSocket socket;

  private Connection(SocketEndpoint endpoint, JsonMapper json, Consumer<JsonNode> notified) {
    this.endpoint = endpoint;
    this.json = json;
    this.notified = notified;
  }

  /**
   * @throws NodeUnreachable when there is nobody
   */
  static Connection open(
      HttpClient http, SocketEndpoint endpoint, JsonMapper json, Consumer<JsonNode> notified) {
    Connection connection = new Connection(endpoint, json, notified);
    WebSocket.Builder socket = http.newWebSocketBuilder().connectTimeout(endpoint.connectTimeout());
    endpoint.credentials().authorization().ifPresent(it -> socket.header("Authorization", it));
    connection.socket = connection.within(socket.buildAsync(endpoint.url(), connection));
    return connection;
  }

  boolean hasEnded() {
    return end.get() != null;
  }

  /** The answer to one question, error or result. */
  JsonNode ask(int id, String question) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    open.put(id, answer);
    try {
      failIfEnded();
      send(question);
      return within(answer);
    } finally {
      open.remove(id);
    }
  }

  /** One message at a time, as {@link WebSocket#sendText} demands. */
  private void send(String question) {
    sending.lock();
    try {
      within(Objects.requireNonNull(socket).sendText(question, true));
    } finally {
      sending.unlock();
    }
  }

  private <T> T within(Future<T> future) {
    try {
      return future.get(endpoint.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new NodeTimedOut(
          "no answer from "
              + endpoint.name()
              + " within "
              + endpoint.answerTimeout().toMillis()
              + " ms");
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new NodeUnreachable("interrupted while waiting for " + endpoint.name(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NodeFailure failure) {
        throw failure;
      }
      throw new NodeUnreachable("no connection to " + endpoint.name(), e);
    }
  }

  private void failIfEnded() {
    NodeFailure failure = end.get();
    if (failure != null) {
      throw new NodeUnreachable("the connection to " + endpoint.name() + " is over", failure);
    }
  }

  /** Ends it at once; who still waits for an answer gets none. */
  void end(NodeFailure reason) {
    if (end.compareAndSet(null, reason)) {
      WebSocket ending = socket;
      if (ending != null) {
        ending.abort();
      }
    }
    open.values().forEach(answer -> answer.completeExceptionally(reason));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    if ((long) message.length() + part.length() > endpoint.mostCharacters()) {
      from.abort();
      end(
          new NodeAnsweredRubbish(
              "the answer is longer than " + endpoint.mostCharacters() + " characters"));
      return null;
    }
    message.append(part);
    if (last) {
      String whole = message.toString();
      message.setLength(0);
      take(whole);
    }
    from.request(1);
    return null;
  }

  private void take(String whole) {
    JsonNode answer;
    try {
      answer = json.readTree(whole);
    } catch (JacksonException e) {
      end(new NodeAnsweredRubbish("a message that is not JSON", e));
      return;
    }
    if (answer.path("id").isInt()) {
      Optional.ofNullable(open.get(answer.get("id").asInt())).ifPresent(it -> it.complete(answer));
    } else if (answer.has("method")) {
      notified.accept(answer);
    } else {
      end(new NodeAnsweredRubbish("a message that is neither an answer nor a notification"));
    }
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    end(new NodeUnreachable(endpoint.name() + " closed the connection with status " + status));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    end(new NodeUnreachable("the connection to " + endpoint.name() + " broke", failure));
  }
}

package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.rpc.RpcError;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC 2.0 over a WebSocket that is opened when it is needed and opened anew when it ended.
 * Thread-safe.
 *
 * <p>A question whose connection breaks is asked once more on a new one, so ask only what may be
 * asked twice: all reading, and the sending of a signed extrinsic, which is the same each time. A
 * question that is not answered in time ends the connection: whoever hangs once is not asked again
 * on the same line.
 */
public final class SocketRpc implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketRpc.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final SocketEndpoint endpoint;
  private final List<String> subscriptions;
  private final Runnable hint;
  private final HttpClient http;
  private final AtomicInteger lastId = new AtomicInteger();
  private final ReentrantLock connecting = new ReentrantLock();
  private @Nullable Connection connection;

  /**
   * @param subscriptions methods without parameters by which each new connection subscribes
   * @param hint called at each notification, on a thread of the connection: nothing in it is
   *     believed, it says only that there is something to read. Must not block
   */
  public SocketRpc(SocketEndpoint endpoint, List<String> subscriptions, Runnable hint) {
    this.endpoint = endpoint;
    this.subscriptions = List.copyOf(subscriptions);
    this.hint = hint;
    this.http = HttpClient.newBuilder().connectTimeout(endpoint.connectTimeout()).build();
  }

  /**
   * The result, or empty where it is null.
   *
   * @throws RpcError when the node says no
   */
  public Optional<JsonNode> ask(String method, Object... params) {
    Connection used = connected();
    try {
      return ask(used, method, params);
    } catch (NodeUnreachable broken) {
      used.end(broken);
      return ask(connected(), method, params);
    } catch (NodeTimedOut hanging) {
      used.end(hanging);
      throw hanging;
    }
  }

  private Optional<JsonNode> ask(Connection on, String method, Object... params) {
    int id = lastId.incrementAndGet();
    Call call = new Call("2.0", id, method, Arrays.asList(params));
    JsonNode answer = on.ask(id, JSON.writeValueAsString(call));
    JsonNode error = answer.get("error");
    if (error != null && !error.isNull()) {
      throw new RpcError(error.path("code").asInt(0), words(error));
    }
    JsonNode result = answer.get("result");
    if (result == null) {
      throw new NodeAnsweredRubbish("an answer with neither result nor error");
    }
    return result.isNull() ? Optional.empty() : Optional.of(result);
  }

  /** The node's own words; what went wrong in detail stands in {@code data}. */
  private static String words(JsonNode error) {
    String data = error.path("data").isString() ? ": " + error.get("data").asString() : "";
    return error.path("message").asString("") + data;
  }

  private Connection connected() {
    connecting.lock();
    try {
      Connection current = connection;
      if (current == null || current.hasEnded()) {
        Consumer<JsonNode> wake = _ -> hint.run();
        current = Connection.open(http, endpoint, JSON, wake);
        connection = current;
        subscribe(current);
      }
      return current;
    } finally {
      connecting.unlock();
    }
  }

  /** Without hints the rail still polls: a node that refuses them is good enough. */
  private void subscribe(Connection on) {
    for (String method : subscriptions) {
      try {
        ask(on, method);
      } catch (RpcError e) {
        LOG.info("{} gives no hints by {}: {}", endpoint.name(), method, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    connecting.lock();
    try {
      if (connection != null) {
        connection.end(new NodeUnreachable("we are stopping"));
      }
    } finally {
      connecting.unlock();
    }
    http.shutdownNow();
  }

  private record Call(String jsonrpc, int id, String method, List<?> params) {}
}

package io.holdfast.chain.stellar.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers what it was given, in its order, the last one for ever; remembers the questions. */
final class RecordedNode implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  final List<JsonNode> questions = new ArrayList<>();
  private final List<String> answers;
  private final HttpServer server;

  private RecordedNode(List<String> answers) throws IOException {
    this.answers = new ArrayList<>(answers);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            questions.add(JSON.readTree(exchange.getRequestBody()));
            byte[] body = next().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  private synchronized String next() {
    return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
  }

  /** Answers from Stellar's documentation, by their names in {@code recorded.json}. */
  static RecordedNode documented(String... names) {
    return answering(List.of(names).stream().map(RecordedNode::recorded).toArray(String[]::new));
  }

  static RecordedNode answering(String... results) {
    try {
      return new RecordedNode(
          List.of(results).stream()
              .map(result -> "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":" + result + "}")
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String recorded(String name) {
    try (InputStream file = RecordedNode.class.getResourceAsStream("/stellar/recorded.json")) {
      return JSON.readTree(Objects.requireNonNull(file)).path(name).path("answer").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StellarRpc rpc() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new HttpStellarRpc(new NodeEndpoint(url, Credentials.NONE));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

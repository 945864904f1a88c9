package io.holdfast.chain.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.JsonRpcClient;
import io.holdfast.chain.rpc.JsonRpcVersion;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A JSON-RPC server that behaves as it is told. Says its own name when all is well. */
final class FakeServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What it does to a question. */
  enum Mood {
    ANSWER,
    REFUSE,
    HANG,
    BUSY,
    FAIL,
    TRUNCATE
  }

  private final HttpServer server;
  private final String name;
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Mood mood = Mood.ANSWER;
  private final AtomicInteger moodsLeft = new AtomicInteger();

  FakeServer(String name) {
    this.name = name;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  void is(Mood mood) {
    is(mood, Integer.MAX_VALUE);
  }

  /** For so many questions; then it answers again. */
  void is(Mood mood, int questions) {
    this.mood = mood;
    this.moodsLeft.set(questions);
  }

  int asked() {
    return asked.get();
  }

  NodeEndpoint endpoint() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/key-in-the-path");
    return new NodeEndpoint(
        url, new Credentials.UserPassword("user", "secret"), PATIENCE, PATIENCE, 10_000);
  }

  Speaker client() {
    JsonRpcClient client = new JsonRpcClient(endpoint(), JsonRpcVersion.V2);
    return () -> client.ask(String.class, "who").required();
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    Mood now = moodsLeft.getAndDecrement() > 0 ? mood : Mood.ANSWER;
    switch (now) {
      case ANSWER -> send(exchange, 200, "{\"id\":0,\"result\":\"" + name + "\"}");
      case REFUSE -> send(exchange, 200, "{\"id\":0,\"error\":{\"code\":-8,\"message\":\"no\"}}");
      case BUSY -> send(exchange, 429, "slow down");
      case FAIL -> send(exchange, 500, "oops");
      case TRUNCATE -> send(exchange, 200, "{\"id\":0,\"resu");
      case HANG -> hang();
    }
  }

  private void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}

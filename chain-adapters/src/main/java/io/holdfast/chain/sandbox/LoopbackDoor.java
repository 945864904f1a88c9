package io.holdfast.chain.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The HTTP door of a simulated node, on a free port of the loopback interface, for whoever has the
 * credentials that were made for this run. It can stall: then it takes questions and answers none.
 * Thread-safe.
 */
public final class LoopbackDoor implements AutoCloseable {
  /** Questions in work or held back by a stall; more are turned away, as real nodes do. */
  private static final int WORK_QUEUE = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int LARGEST_QUESTION_BYTES = 4 * 1024 * 1024;

  private final Credentials credentials;
  private final Function<byte[], Reply> answers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore workQueue = new Semaphore(WORK_QUEUE);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** A status of HTTP and what goes with it. */
  public record Reply(int status, String body) {}

  /**
   * @param answers to the body of a question; called by many threads
   */
  public LoopbackDoor(Credentials credentials, Function<byte[], Reply> answers) {
    this.credentials = credentials;
    this.answers = answers;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WORK_QUEUE);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's node gets no port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** It is in this very process: who waits for it longer than this waits for a stall. */
  public NodeEndpoint endpoint() {
    return new NodeEndpoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        credentials,
        PATIENCE,
        PATIENCE,
        LARGEST_ANSWER_BYTES);
  }

  public boolean stalled() {
    return gate.getCount() > 0;
  }

  public synchronized void stall() {
    if (!stalled()) {
      gate = new CountDownLatch(1);
    }
  }

  public synchronized void resume() {
    gate.countDown();
  }

  @Override
  public void close() {
    resume();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!workQueue.tryAcquire()) {
        respond(exchange, new Reply(503, "Work queue depth exceeded"));
        return;
      }
      try {
        gate.await();
        respond(exchange, answer(exchange));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        workQueue.release();
      }
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Reply(405, "JSONRPC server handles only POST requests");
    }
    if (!authorized(exchange)) {
      return new Reply(401, "");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_QUESTION_BYTES + 1);
    return body.length > LARGEST_QUESTION_BYTES ? new Reply(413, "") : answers.apply(body);
  }

  private boolean authorized(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(UTF_8), credentials.authorization().orElse("").getBytes(UTF_8));
  }

  private static void respond(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}

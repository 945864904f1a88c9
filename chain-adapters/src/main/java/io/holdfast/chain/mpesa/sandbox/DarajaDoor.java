package io.holdfast.chain.mpesa.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP door of a simulated Daraja, on a free port of the loopback interface. Thread-safe. */
final class DarajaDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DarajaDoor.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WORK_QUEUE = 256;
  private static final int LARGEST_BYTES = 64 * 1024;

  private final Answers answers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore workQueue = new Semaphore(WORK_QUEUE);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What is said to a request; null where nothing is ever said. */
  @FunctionalInterface
  interface Answers {
    @Nullable Reply to(String method, String path, String authorization, byte[] body);
  }

  /** A status of HTTP and what goes with it. */
  record Reply(int status, ObjectNode body) {
    static Reply error(int status, String code, String message) {
      return new Reply(
          status,
          JSON.createObjectNode()
              .put("requestId", "sandbox")
              .put("errorCode", code)
              .put("errorMessage", message));
    }
  }

  DarajaDoor(Answers answers) {
    this.answers = answers;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), WORK_QUEUE);
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox's M-Pesa gets no port", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!workQueue.tryAcquire()) {
        respond(exchange, Reply.error(503, "500.003.02", "System is busy"));
        return;
      }
      try {
        Reply reply = answer(exchange);
        if (reply == null) {
          closed.await();
        } else {
          respond(exchange, reply);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        workQueue.release();
      }
    }
  }

  private @Nullable Reply answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BYTES);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    try {
      return answers.to(
          exchange.getRequestMethod(),
          exchange.getRequestURI().getPath(),
          authorization == null ? "" : authorization,
          body);
    } catch (JacksonException e) {
      return Reply.error(400, "400.002.05", "Invalid Request Payload");
    } catch (RuntimeException e) {
      LOG.error("the sandbox's M-Pesa cannot answer", e);
      return Reply.error(500, "500.001.1001", "the sandbox fails; see its log");
    }
  }

  private static void respond(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = JSON.writeValueAsBytes(reply.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  static String basic(String user, String password) {
    return "Basic " + base64(user + ":" + password);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

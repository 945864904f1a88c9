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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * bitcoind's JSON-RPC over HTTP, on a free port of the loopback interface, for whoever knows the
 * password that was made for this run. It can stall: then it takes questions and answers none.
 * Thread-safe.
 */
final class NodeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
  private static final String USER = "sandbox";

  /** Questions in work or held back by a stall; more are turned away, as bitcoind does. */
  private static final int WORK_QUEUE = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
  private static final int LARGEST_QUESTION_BYTES = 4 * 1024 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final NodeMethods methods;
  private final String password;
  private final Credentials credentials;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore workQueue = new Semaphore(WORK_QUEUE);
  private volatile CountDownLatch gate = new CountDownLatch(0);

  NodeServer(NodeMethods methods, String password) {
    this.methods = methods;
    this.password = password;
    this.credentials = new Credentials.UserPassword(USER, password);
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
  NodeEndpoint endpoint() {
    return new NodeEndpoint(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        new Credentials.UserPassword(USER, password),
        PATIENCE,
        PATIENCE,
        LARGEST_ANSWER_BYTES);
  }

  boolean stalled() {
    return gate.getCount() > 0;
  }

  synchronized void stall() {
    if (!stalled()) {
      gate = new CountDownLatch(1);
    }
  }

  synchronized void resume() {
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
        respond(exchange, 503, "Work queue depth exceeded");
        return;
      }
      try {
        gate.await();
        answer(exchange);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        workQueue.release();
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      respond(exchange, 405, "JSONRPC server handles only POST requests");
    } else if (!authorized(exchange)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"jsonrpc\"");
      respond(exchange, 401, "");
    } else {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_QUESTION_BYTES + 1);
      if (body.length > LARGEST_QUESTION_BYTES) {
        respond(exchange, 413, "");
      } else {
        answer(exchange, body);
      }
    }
  }

  private boolean authorized(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(UTF_8), credentials.authorization().orElseThrow().getBytes(UTF_8));
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode question;
    try {
      question = JSON.readTree(body);
    } catch (JacksonException e) {
      respond(exchange, failure(new NodeRefusal(NodeRefusal.PARSE_ERROR, "Parse error")));
      return;
    }
    if (question.isArray()) {
      ArrayNode answers = JSON.createArrayNode();
      question.forEach(each -> answers.add(one(each)));
      respond(exchange, 200, answers);
    } else if (question.isObject()) {
      respond(exchange, one(question));
    } else {
      respond(
          exchange,
          failure(new NodeRefusal(NodeRefusal.PARSE_ERROR, "Top-level object parse error")));
    }
  }

  private ObjectNode one(JsonNode question) {
    ObjectNode answer;
    try {
      answer = JSON.createObjectNode();
      answer.set("result", methods.call(method(question), params(question)));
      answer.putNull("error");
    } catch (NodeRefusal refusal) {
      answer = failure(refusal);
    } catch (RuntimeException e) {
      LOG.error("the sandbox's node cannot answer", e);
      answer = failure(new NodeRefusal(NodeRefusal.MISC, "the sandbox fails; see its log"));
    }
    JsonNode id = question.path("id");
    answer.set("id", id.isMissingNode() ? JSON.createObjectNode().nullNode() : id);
    return answer;
  }

  private static String method(JsonNode question) {
    JsonNode method = question.path("method");
    if (!method.isString()) {
      throw new NodeRefusal(NodeRefusal.INVALID_REQUEST, "Missing method");
    }
    return method.asString();
  }

  private static ArrayNode params(JsonNode question) {
    JsonNode params = question.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return JSON.createArrayNode();
    }
    if (params instanceof ArrayNode array) {
      return array;
    }
    throw new NodeRefusal(
        NodeRefusal.INVALID_REQUEST, "The sandbox takes parameters by place, in an array");
  }

  private static ObjectNode failure(NodeRefusal refusal) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putNull("result");
    answer.putObject("error").put("code", refusal.code()).put("message", refusal.words());
    answer.putNull("id");
    return answer;
  }

  private static void respond(HttpExchange exchange, ObjectNode answer) throws IOException {
    JsonNode error = answer.path("error");
    int status =
        switch (error.isObject() ? error.path("code").asInt() : 0) {
          case 0 -> 200;
          case NodeRefusal.INVALID_REQUEST -> 400;
          case NodeRefusal.METHOD_NOT_FOUND -> 404;
          default -> 500;
        };
    respond(exchange, status, answer);
  }

  private static void respond(HttpExchange exchange, int status, JsonNode answer)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    respond(exchange, status, JSON.writeValueAsBytes(answer));
  }

  private static void respond(HttpExchange exchange, int status, String text) throws IOException {
    respond(exchange, status, text.getBytes(UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}

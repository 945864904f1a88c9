package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Speaks of Kubo's HTTP API what is asked of it: add, cat, pin/rm. */
final class FakeKubo implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, byte[]> pinned = new ConcurrentHashMap<>();
  private volatile Chunking chunking = Chunking.KIB_256;
  private volatile boolean broken;

  FakeKubo() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/api/v0/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Map<String, byte[]> pinned() {
    return pinned;
  }

  /** From now on it cuts files like this, whatever it is told. */
  void cutLike(Chunking other) {
    chunking = other;
  }

  void setBroken(boolean nowBroken) {
    broken = nowBroken;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI asked = exchange.getRequestURI();
    Map<String, String> arguments =
        Stream.of(asked.getQuery().split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    boolean sound =
        exchange.getRequestMethod().equals("POST")
            && "Bearer of Kubo".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] answer =
        switch (asked.getPath()) {
          case "/api/v0/add" -> add(arguments, body);
          case "/api/v0/cat" -> cat(arguments);
          case "/api/v0/pin/rm" -> {
            pinned.remove(arguments.get("arg"));
            yield "{}".getBytes(US_ASCII);
          }
          default -> throw new IOException("no such command");
        };
    exchange.sendResponseHeaders(sound && !broken ? 200 : 500, 0);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private byte[] add(Map<String, String> arguments, byte[] form) throws IOException {
    if (!arguments.get("cid-version").equals("1")
        || !arguments.get("raw-leaves").equals("true")
        || !arguments.get("pin").equals("true")
        || !arguments.get("chunker").equals("size-262144")) {
      throw new IOException("not what Holdfast means");
    }
    String text = new String(form, ISO_8859_1);
    int start = text.indexOf("\r\n\r\n") + 4;
    int end = text.lastIndexOf("\r\n--");
    byte[] file = Arrays.copyOfRange(form, start, end);
    String cid = CidOfBytes.of(chunking, file).value();
    if (!broken) {
      pinned.put(cid, file);
    }
    return "{\"Name\":\"content\",\"Hash\":\"%s\",\"Size\":\"1\"}\n"
        .formatted(cid)
        .getBytes(US_ASCII);
  }

  private byte[] cat(Map<String, String> arguments) {
    byte[] file = pinned.getOrDefault(arguments.get("arg"), new byte[0]);
    int from = Integer.parseInt(arguments.get("offset"));
    return Arrays.copyOfRange(file, from, from + Integer.parseInt(arguments.get("length")));
  }
}

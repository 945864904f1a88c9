package io.holdfast.app.money;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * M-Pesa's API on a port of its own, which says of each payment what it is told to say, and calls
 * nobody back: that is the test's to do.
 */
final class OutsideDaraja implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PENDING = "500.001.1001";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, String> nameByPayment = new ConcurrentHashMap<>();
  private final Map<String, String> phoneByName = new ConcurrentHashMap<>();
  private final Map<String, String> resultByName = new ConcurrentHashMap<>();

  OutsideDaraja() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/oauth/", exchange -> answer(exchange, 200, token()));
    server.createContext("/mpesa/stkpush/", this::push);
    server.createContext("/mpesa/stkpushquery/", this::query);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int asked() {
    return nameByPayment.size();
  }

  /** M-Pesa's own name for a payment of ours, by the last part of our id. */
  String nameOf(String payment) {
    return nameByPayment.get(payment);
  }

  String phoneOf(String payment) {
    return phoneByName.get(nameOf(payment));
  }

  /** From now on; what nothing was said of is pending. */
  void says(String payment, String result) {
    resultByName.put(nameOf(payment), result);
  }

  private static String token() {
    return "{\"access_token\":\"token\",\"expires_in\":\"3599\"}";
  }

  private void push(HttpExchange exchange) throws IOException {
    JsonNode body = JSON.readTree(exchange.getRequestBody());
    String payment = body.get("CallBackURL").asString().replaceFirst(".*/", "");
    String phone = body.get("PhoneNumber").asString();
    String name = nameByPayment.computeIfAbsent(payment, rest -> "ws_CO_" + rest + "_" + phone);
    phoneByName.put(name, phone);
    answer(
        exchange,
        200,
        "{\"MerchantRequestID\":\"m-1\",\"CheckoutRequestID\":\"%s\",\"ResponseCode\":\"0\"}"
            .formatted(name));
  }

  private void query(HttpExchange exchange) throws IOException {
    String name = JSON.readTree(exchange.getRequestBody()).get("CheckoutRequestID").asString();
    String result = resultByName.get(name);
    if (result == null) {
      answer(exchange, 500, "{\"errorCode\":\"" + PENDING + "\",\"errorMessage\":\"pending\"}");
    } else {
      answer(
          exchange,
          200,
          "{\"ResponseCode\":\"0\",\"CheckoutRequestID\":\"%s\",\"ResultCode\":\"%s\"}"
              .formatted(name, result));
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}

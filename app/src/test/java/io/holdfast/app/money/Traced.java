package io.holdfast.app.money;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that is part of a trace, and the stream on which its effect is seen. */
final class Traced {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_SECONDS = 60;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String domain;
  private final String token;

  Traced(String domain, String email, String password) throws IOException, InterruptedException {
    this.domain = domain;
    HttpRequest signIn =
        HttpRequest.newBuilder(URI.create("http://" + domain + "/api/auth/login"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    JSON.writeValueAsString(Map.of("email", email, "password", password))))
            .build();
    this.token =
        JSON.readTree(HTTP.send(signIn, BodyHandlers.ofString()).body())
            .path("accessToken")
            .asString();
  }

  /** Opens an account as a part of this trace. */
  HttpResponse<String> openAccount(String trace) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://" + domain + "/api/accounts"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .POST(BodyPublishers.ofString("{\"label\":\"Traced\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  /** The step on which the stream of accounts shows this account. */
  JsonNode stepOf(String accountId)
      throws ExecutionException, InterruptedException, TimeoutException {
    Ears ears = new Ears();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + domain + "/ws"), ears)
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    say(socket, Map.of("type", "hello", "token", token));
    say(socket, Map.of("type", "subscribe", "id", "1", "view", "accounts", "n", 1024));
    JsonNode step = ears.next();
    while (!step.path("view").path("accountId").asString().equals(accountId)) {
      step = ears.next();
    }
    socket.abort();
    return step;
  }

  private static void say(WebSocket socket, Map<String, ?> message)
      throws ExecutionException, InterruptedException, TimeoutException {
    socket.sendText(JSON.writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static final class Ears implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(partial.toString());
        partial.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private JsonNode next() throws InterruptedException {
      String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing is heard");
      }
      return JSON.readTree(text);
    }
  }
}

package io.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.query.BalanceState;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.TokenAboutToExpire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WsIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway =
        GatewayHarness.start(
            "holdfast.rsocket.max-streams-per-connection=2",
            "holdfast.rsocket.hello-timeout=3s",
            "server.netty.idle-timeout=2s",
            "holdfast.security.allowed-origins=https://console.example");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void afterHelloAViewIsSentAndFromACursorOn() throws Exception {
    Client client = Client.greeted("alice");
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"accounts\",\"after\":0}");
    JsonNode next = client.hear();
    assertThat(next.path("type").asString()).isEqualTo("next");
    assertThat(next.path("id").asString()).isEqualTo("1");
    assertThat(next.path("kind").asString()).isEqualTo("account");
    assertThat(next.path("view").path("ownerId").asString()).isEqualTo("user:alice");
    client.say("{\"type\":\"subscribe\",\"id\":\"2\",\"view\":\"rails\",\"after\":41,\"n\":1}");
    assertThat(client.hear().path("cursor").asLong()).isEqualTo(42);
  }

  @Test
  void exactlyAsManyStepsAreSentAsWereAskedFor() throws Exception {
    Client client = Client.greeted("bob");
    client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"n\":50}");
    client.expectCursors(1, 50);
    client.expectSilence();
    client.say("{\"type\":\"request\",\"id\":\"r\",\"n\":3}");
    client.expectCursors(51, 53);
    client.expectSilence();
    client.say("{\"type\":\"cancel\",\"id\":\"r\"}");
    client.say("{\"type\":\"request\",\"id\":\"r\",\"n\":3}");
    client.expectError("NOT_FOUND");
  }

  @Test
  void aStreamEndsWithItsTokenAndANewTokenGoesOnBehindTheCursor() throws Exception {
    Client client = Client.greetedBy(TokenAboutToExpire.of(gateway, "bob"));
    client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"after\":7,\"n\":5}");
    client.expectCursors(8, 12);
    JsonNode end = client.hear();
    assertThat(end.path("id").asString()).isEqualTo("r");
    assertThat(end.path("code").asString()).isEqualTo("NOT_SIGNED_IN");
    for (int again = 0; again < 20; again++) {
      client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"after\":12,\"n\":5}");
      client.expectError("NOT_SIGNED_IN");
    }

    client.say("{\"type\":\"hello\",\"token\":\"" + gateway.token("bob") + "\"}");
    assertThat(client.hear().path("type").asString()).isEqualTo("welcome");
    client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"after\":12,\"n\":5}");
    client.expectCursors(13, 17);
  }

  @Test
  void aStreamEndsWithItsSession() throws Exception {
    Client client = Client.greeted("adam");
    client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"n\":2}");
    client.expectCursors(1, 2);

    gateway.as("adam").post().uri("/api/auth/logout").exchange().expectStatus().isNoContent();
    gateway.forget("adam");

    client.expectError("NOT_SIGNED_IN");
    client.say("{\"type\":\"subscribe\",\"id\":\"r\",\"view\":\"rails\",\"n\":2}");
    client.expectError("NOT_SIGNED_IN");
  }

  @Test
  void onesOwnWalletsAreToldAndAgainAsTheyChangeUntilTheSessionEnds() throws Exception {
    String owl = "wallet:evm:0xowl";
    String fox = "wallet:evm:0xfox";
    gateway.identity().link("user:olivia", owl);
    gateway.identity().link("user:bob", fox);
    gateway.balances().tell(owl, BalanceState.KNOWN, "5");
    gateway.balances().tell(fox, BalanceState.KNOWN, "9");
    Client client = Client.greeted("olivia");
    client.say("{\"type\":\"subscribe\",\"id\":\"w\",\"view\":\"wallets\",\"n\":1024}");

    JsonNode first = client.hear();
    assertThat(first.path("kind").asString()).isEqualTo("wallet");
    assertThat(first.path("cursor").asLong()).isZero();
    assertThat(first.path("view").path("walletId").asString()).isEqualTo(owl);
    assertThat(amount(first)).isEqualTo("5");
    assertThat(first.at("/view/networks/0/state").asString()).isEqualTo("FOLLOWING");

    gateway.balances().tell(owl, BalanceState.NODE_AWAY, "5");
    client.hearUntil(
        told -> told.at("/view/networks/0/balance/state").asString().equals("NODE_AWAY"));
    gateway.balances().tell(owl, BalanceState.KNOWN, "6");
    client.hearUntil(told -> amount(told).equals("6"));
    gateway.identity().link("user:olivia", owl, "wallet:solana:Fowl");
    JsonNode linked =
        client.hearUntil(
            told -> told.path("view").path("walletId").asString().equals("wallet:solana:Fowl"));
    assertThat(linked.path("view").path("networks")).isEmpty();

    gateway.as("olivia").post().uri("/api/auth/logout").exchange().expectStatus().isNoContent();
    gateway.forget("olivia");
    JsonNode end = client.hearUntil(told -> told.path("type").asString().equals("error"));
    assertThat(end.path("code").asString()).isEqualTo("NOT_SIGNED_IN");
    assertThat(client.said).noneMatch(told -> told.contains(fox));
  }

  private static String amount(JsonNode told) {
    return told.at("/view/networks/0/balance/amount").asString();
  }

  @Test
  void whatIsRefusedIsAnsweredAndTheConversationGoesOn() throws Exception {
    Client client = Client.greeted("alice");
    for (String rubbish :
        new String[] {
          "",
          "rubbish",
          "[]",
          "null",
          "{}",
          "{\"type\":\"nothing\"}",
          "{\"type\":\"request\",\"id\":\"1\",\"n\":0}",
          "{\"type\":\"subscribe\",\"id\":\"\",\"view\":\"rails\"}",
          "{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\",\"n\":5000}",
          "{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\",\"more\":1}",
        }) {
      client.say(rubbish);
      assertThat(client.hear().path("code").asString())
          .as(rubbish)
          .isIn("MALFORMED_REQUEST", "NOT_FOUND");
    }
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"nothing\"}");
    client.expectError("NOT_FOUND");
    client.say(
        "{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"journal\",\"accountId\":\"account:bob-main\"}");
    client.expectError("NOT_FOUND");
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\",\"after\":-1}");
    client.expectError("CURSOR_MALFORMED");
    client.say("{\"type\":\"ping\",\"t\":12}");
    assertThat(client.hear().path("t").asLong()).isEqualTo(12);
  }

  @Test
  void whatIsNobodysIsForStaffOnly() throws Exception {
    for (String view :
        new String[] {"reconciliations", "reconciliation-cases", "parked", "replays"}) {
      Client customer = Client.greeted("alice");
      customer.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"" + view + "\"}");
      customer.expectError("FORBIDDEN");
      Client auditor = Client.greeted("audrey");
      auditor.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"" + view + "\"}");
      assertThat(view).startsWith(auditor.hear().path("kind").asString());
    }
  }

  @Test
  void aConnectionHasOnlySoManyStreamsAndEachIdOnce() throws Exception {
    Client client = Client.greeted("alice");
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\",\"n\":1}");
    client.expectCursors(1, 1);
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\",\"n\":1}");
    client.expectError("MALFORMED_REQUEST");
    client.say("{\"type\":\"subscribe\",\"id\":\"2\",\"view\":\"rails\",\"n\":1}");
    client.expectCursors(1, 1);
    client.say("{\"type\":\"subscribe\",\"id\":\"3\",\"view\":\"rails\",\"n\":1}");
    client.expectError("TOO_MANY_REQUESTS");
  }

  @Test
  void withoutHelloNothingIsShown() throws Exception {
    Client client = Client.connect(null).get(60, TimeUnit.SECONDS);
    client.say("{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"rails\"}");
    client.expectError("NOT_SIGNED_IN");
    client.say("{\"type\":\"hello\",\"token\":\"rotten\"}");
    client.expectError("NOT_SIGNED_IN");
  }

  @Test
  void whoNeverSaysHelloIsLetGo() throws Exception {
    Client client = Client.connect(null).get(60, TimeUnit.SECONDS);
    assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4401);
  }

  @Test
  void anOpenSocketMayBeSilentForLongerThanAnIdleConnectionMay() throws Exception {
    Client client = Client.greeted("alice");
    assertThat(client.heard.poll(12, TimeUnit.SECONDS)).isNull();
    client.say("{\"type\":\"ping\",\"t\":1}");
    assertThat(client.hear().path("type").asString()).isEqualTo("pong");
  }

  @Test
  void anOversizedMessageEndsItsOwnConnectionOnly() throws Exception {
    Client good = Client.greeted("alice");
    Client bad = Client.greeted("alice");
    bad.sayUnlessClosed("{\"type\":\"hello\",\"token\":\"" + "x".repeat(200_000) + "\"}");
    bad.closed.get(60, TimeUnit.SECONDS);
    good.say("{\"type\":\"ping\",\"t\":1}");
    assertThat(good.hear().path("type").asString()).isEqualTo("pong");
  }

  @Test
  void aClientThatAsksAndNeverReadsIsLetGo() throws Exception {
    Client client = Client.greeted("alice");
    client.stopReading();
    CompletableFuture<?> flood =
        CompletableFuture.runAsync(
            () -> {
              while (!client.closed.isDone() && !client.socket.isOutputClosed()) {
                client.sayUnlessClosed("{\"type\":\"ping\",\"t\":1}");
              }
            });
    flood.get(60, TimeUnit.SECONDS);
    Client other = Client.greeted("bob");
    other.say("{\"type\":\"ping\",\"t\":1}");
    assertThat(other.hear().path("type").asString()).isEqualTo("pong");
  }

  @Test
  void onlyPagesThatWeTrustMayOpenASocket() throws Exception {
    for (String good :
        new String[] {"http://127.0.0.1:" + gateway.port(), "https://console.example"}) {
      assertThat(Client.connect(good).get(60, TimeUnit.SECONDS)).isNotNull();
    }
    for (String path : new String[] {"/ws", "/rsocket"}) {
      for (String evil : new String[] {"https://evil.example", "null", "http://127.0.0.1:1"}) {
        assertThat(Client.connect(path, evil))
            .failsWithin(60, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withCauseInstanceOf(WebSocketHandshakeException.class)
            .extracting(failure -> (WebSocketHandshakeException) failure.getCause())
            .extracting(refused -> refused.getResponse().statusCode())
            .isEqualTo(403);
      }
    }
  }

  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean reading = true;
    private volatile WebSocket socket;

    static CompletableFuture<Client> connect(String origin) {
      return connect("/ws", origin);
    }

    static CompletableFuture<Client> connect(String path, String origin) {
      System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
      Client client = new Client();
      WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
      if (origin != null) {
        builder.header("Origin", origin);
      }
      return builder
          .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + path), client)
          .thenApply(
              socket -> {
                client.socket = socket;
                return client;
              });
    }

    static Client greeted(String name) throws Exception {
      return greetedBy(gateway.token(name));
    }

    static Client greetedBy(String token) throws Exception {
      Client client = connect(null).get(60, TimeUnit.SECONDS);
      client.say("{\"type\":\"hello\",\"token\":\"" + token + "\"}");
      assertThat(client.hear().path("type").asString()).isEqualTo("welcome");
      return client;
    }

    void say(String text) throws Exception {
      socket.sendText(text, true).get(60, TimeUnit.SECONDS);
    }

    void sayUnlessClosed(String text) {
      try {
        socket.sendText(text, true).get(2, TimeUnit.SECONDS);
      } catch (Exception e) {
        closed.complete(-1);
      }
    }

    JsonNode hear() throws Exception {
      String text = heard.poll(60, TimeUnit.SECONDS);
      assertThat(text).as("something is heard").isNotNull();
      return DoorJson.mapper().readTree(text);
    }

    JsonNode hearUntil(Predicate<JsonNode> wanted) throws Exception {
      JsonNode told = hear();
      for (int i = 0; i < 1_000 && !wanted.test(told); i++) {
        told = hear();
      }
      assertThat(wanted.test(told)).as(told.toString()).isTrue();
      return told;
    }

    void expectCursors(long from, long to) throws Exception {
      for (long cursor = from; cursor <= to; cursor++) {
        assertThat(hear().path("cursor").asLong()).isEqualTo(cursor);
      }
    }

    void expectError(String code) throws Exception {
      JsonNode error = hear();
      assertThat(error.path("type").asString()).isEqualTo("error");
      assertThat(error.path("code").asString()).isEqualTo(code);
    }

    void expectSilence() throws Exception {
      assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    void stopReading() {
      reading = false;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(partial.toString());
        said.add(partial.toString());
        partial.setLength(0);
      }
      if (reading) {
        webSocket.request(1);
      }
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      closed.complete(status);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.complete(-1);
    }
  }
}

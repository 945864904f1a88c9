package io.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.TokenAboutToExpire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

class RSocketIT {
  private static final MimeType AUTHENTICATION =
      MimeType.valueOf("message/x.rsocket.authentication.v0");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static GatewayHarness gateway;

  /** The two ways in. */
  enum Transport {
    TCP,
    WEBSOCKET;

    private ClientTransport make() {
      return switch (this) {
        case TCP ->
            TcpClientTransport.create("127.0.0.1", gateway.bean(RSocketTcpDoor.class).port());
        case WEBSOCKET ->
            WebsocketClientTransport.create(
                URI.create("ws://127.0.0.1:" + gateway.port() + "/rsocket"));
      };
    }

    RSocketRequester connect() {
      return RSocketRequester.builder()
          .rsocketStrategies(
              RSocketStrategies.builder()
                  .encoder(new JacksonJsonEncoder(DoorJson.mapper()))
                  .decoder(new JacksonJsonDecoder(DoorJson.mapper()))
                  .build())
          .dataMimeType(MimeType.valueOf("application/json"))
          .transport(make());
    }
  }

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.rsocket.max-streams-per-connection=3");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void aCustomerWatchesOwnAccountsOnly(Transport transport) {
    RSocketRequester client = transport.connect();
    JsonNode first = watch(client, "alice", "view.accounts", Map.of()).blockFirst(PATIENCE);
    assertThat(first.path("kind").asString()).isEqualTo("account");
    assertThat(first.path("view").path("accountId").asString()).isEqualTo("account:alice-main");
    assertThat(first.path("cursor").asLong()).isPositive();
    StepVerifier.create(
            watch(client, "alice", "view.accounts", Map.of("after", 0))
                .map(item -> item.path("view").path("ownerId").asString()))
        .expectNext("user:alice")
        .expectNoEvent(Duration.ofMillis(300))
        .thenCancel()
        .verify(PATIENCE);
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void anOrderHasARouteOfItsOwnForItsTwoSides(Transport transport) {
    gateway.ledger().put(gateway.ledger().order("order:a1", "user:alice", "user:bob"));
    gateway.ledger().put(gateway.ledger().order("order:b2", "user:carol", "user:bob"));
    RSocketRequester client = transport.connect();
    JsonNode seen = watch(client, "bob", "order.order:b2", Map.of()).blockFirst(PATIENCE);
    assertThat(seen.path("kind").asString()).isEqualTo("order");
    assertThat(seen.path("view").path("orderId").asString()).isEqualTo("order:b2");
    StepVerifier.create(watch(client, "alice", "order.order:b2", Map.of()))
        .expectErrorSatisfies(failure -> assertThat(failure).hasMessageStartingWith("NOT_FOUND"))
        .verify(PATIENCE);
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatReturnsWithItsCursorGoesOnBehindIt(Transport transport) {
    RSocketRequester client = transport.connect();
    List<Long> cursors =
        watch(client, "bob", "view.rails", Map.of("after", 41))
            .map(item -> item.path("cursor").asLong())
            .take(3)
            .collectList()
            .block(PATIENCE);
    assertThat(cursors).containsExactly(42L, 43L, 44L);
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamEndsWithItsTokenAndANewTokenGoesOnBehindTheCursor(Transport transport) {
    RSocketRequester client = transport.connect();
    watch(client, "bob", "view.rails", Map.of()).blockFirst(PATIENCE);
    List<Long> seen = new CopyOnWriteArrayList<>();
    Flux<JsonNode> stream =
        client
            .route("view.rails")
            .metadata(bearer(TokenAboutToExpire.of(gateway, "bob")), AUTHENTICATION)
            .data(Map.of("after", 7))
            .retrieveFlux(JsonNode.class)
            .doOnNext(item -> seen.add(item.path("cursor").asLong()))
            .limitRate(1)
            .delayElements(Duration.ofMillis(50));
    assertThatThrownBy(() -> stream.blockLast(PATIENCE))
        .isInstanceOf(ApplicationErrorException.class)
        .hasMessageStartingWith("NOT_SIGNED_IN: ");
    assertThat(seen).startsWith(8L);
    long last = seen.getLast();
    JsonNode next = watch(client, "bob", "view.rails", Map.of("after", last)).blockFirst(PATIENCE);
    assertThat(next.path("cursor").asLong()).isEqualTo(last + 1);
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSentBeyondWhatWasAskedFor(Transport transport) {
    RSocketRequester client = transport.connect();
    StepVerifier.create(watch(client, "audrey", "view.rails", Map.of()), 2)
        .expectNextCount(2)
        .expectNoEvent(Duration.ofMillis(200))
        .thenRequest(1)
        .expectNextCount(1)
        .thenCancel()
        .verify(PATIENCE);
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void withoutATokenOrWithARottenOneNothingIsShown(Transport transport) {
    RSocketRequester client = transport.connect();
    expectError(client.route("view.accounts").retrieveFlux(JsonNode.class), "NOT_SIGNED_IN: ");
    expectError(
        client
            .route("view.accounts")
            .metadata(bearer("rotten"), AUTHENTICATION)
            .retrieveFlux(JsonNode.class),
        "NOT_SIGNED_IN: ");
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void otherPeoplesJournalsDoNotExist(Transport transport) {
    RSocketRequester client = transport.connect();
    Map<String, String> bobs = Map.of("accountId", "account:bob-main");
    expectError(watch(client, "alice", "view.journal", bobs), "NOT_FOUND: ");
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void badRequestsAreToldApartAndTheConnectionGoesOn(Transport transport) {
    RSocketRequester client = transport.connect();
    expectError(watch(client, "alice", "view.nothing", Map.of()), "NOT_FOUND: ");
    expectError(watch(client, "alice", "nowhere", Map.of()), "NOT_FOUND: ");
    expectError(watch(client, "alice", "view.journal", Map.of()), "MALFORMED_ID: ");
    expectError(watch(client, "alice", "view.rails", Map.of("after", -1)), "CURSOR_MALFORMED: ");
    expectError(watch(client, "alice", "view.rails", Map.of("after", "x")), "MALFORMED_REQUEST: ");
    expectError(watch(client, "alice", "view.rails", Map.of("aftre", 1)), "MALFORMED_REQUEST: ");
    expectError(watch(client, "alice", "view.rails", "x".repeat(20)), "MALFORMED_REQUEST: ");
    assertThat(ping(client)).isEqualTo("7");
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionHasOnlySoManyStreams(Transport transport) throws InterruptedException {
    RSocketRequester client = transport.connect();
    for (int number = 0; number < 3; number++) {
      CountDownLatch open = new CountDownLatch(1);
      watch(client, "alice", "view.accounts", Map.of()).subscribe(_ -> open.countDown(), _ -> {});
      assertThat(open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    expectError(watch(client, "alice", "view.rails", Map.of()), "TOO_MANY_REQUESTS: ");
    client.dispose();
  }

  @ParameterizedTest
  @EnumSource
  void anOversizedMessageEndsNoOtherConnection(Transport transport) {
    RSocketRequester good = transport.connect();
    RSocketRequester bad = transport.connect();
    assertThat(ping(good)).isEqualTo("7");
    Map<String, String> huge = Map.of("accountId", "x".repeat(200_000));
    assertThatThrownBy(() -> watch(bad, "alice", "view.journal", huge).blockFirst(PATIENCE))
        .hasRootCauseInstanceOf(IOException.class);
    assertThat(ping(good)).isEqualTo("7");
    good.dispose();
    bad.dispose();
  }

  @Test
  void rubbishOnTheTcpPortEndsNoOtherConnection() throws IOException {
    int port = gateway.bean(RSocketTcpDoor.class).port();
    for (byte[] rubbish :
        List.of(
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[] {0, 0, 6, 0, 0, 0, 0, 4, 0},
            new byte[] {-1, -1, -1, -1, -1, -1},
            new byte[1000])) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(rubbish);
        socket.getOutputStream().flush();
      }
    }
    RSocketRequester client = Transport.TCP.connect();
    assertThat(ping(client)).isEqualTo("7");
    client.dispose();
  }

  private static String ping(RSocketRequester client) {
    return client
        .route("ping")
        .data(Map.of("t", 7))
        .retrieveMono(JsonNode.class)
        .map(answer -> answer.path("t").asString())
        .block(PATIENCE);
  }

  private static Flux<JsonNode> watch(
      RSocketRequester client, String name, String route, Object request) {
    return client
        .route(route)
        .metadata(bearer(gateway.token(name)), AUTHENTICATION)
        .data(request)
        .retrieveFlux(JsonNode.class);
  }

  private static ByteBuf bearer(String token) {
    return AuthMetadataCodec.encodeBearerMetadata(ByteBufAllocator.DEFAULT, token.toCharArray());
  }

  private static void expectError(Flux<JsonNode> stream, String start) {
    assertThatThrownBy(() -> stream.blockFirst(PATIENCE))
        .isInstanceOf(ApplicationErrorException.class)
        .hasMessageStartingWith(start);
  }
}

package io.holdfast.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.testkit.fuzz.FaultySeeds;
import io.holdfast.testkit.fuzz.Heap;
import io.holdfast.testkit.fuzz.JsonFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad frames and messages: others are served, and nothing is left of them afterwards. */
class StreamFuzzIT {
  private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20_261_121L);
  private static final int TIMES = Boolean.getBoolean("holdfast.long") ? 20_000 : 400;
  private static final long MOST_BYTES_MORE = 64L * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    System.out.println("StreamFuzzIT: -Dholdfast.fuzz.seed=" + SEED);
    gateway =
        GatewayHarness.start(
            "holdfast.rsocket.hello-timeout=3s",
            "logging.level.io.rsocket.core=off",
            "logging.level.io.holdfast=error");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @AfterEach
  void nothingIsLeftAndOthersAreServed() throws IOException {
    OpenStreams open = gateway.bean(OpenStreams.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(open.streams()).isZero();
              assertThat(open.rsocket().open()).isZero();
              assertThat(open.ws().open()).isZero();
            });
    try (Wire good = Wire.greeted(port())) {
      good.send(Wire.stream(1, "view.rails", gateway.token("alice"), "{}", 1));
      assertThat(good.next()).isNotNull();
    }
  }

  @Test
  void framesWithAFaultAreRefusedOrEndTheirOwnConnectionOnly() throws IOException {
    Random random = new Random(SEED);
    String token = gateway.token("bob");
    long before = Heap.heldBytes();
    for (int i = 0; i < TIMES; i++) {
      try (Wire wire = Wire.open(port())) {
        List<byte[]> frames =
            new ArrayList<>(
                List.of(
                    Wire.setup(),
                    Wire.stream(1, "view.accounts", token, "{\"after\":0}", 2),
                    Wire.ping(3, "{\"t\":1}"),
                    Wire.requestN(1, 3),
                    Wire.keepAlive(new byte[8])));
        int at = random.nextInt(frames.size());
        frames.set(at, FaultySeeds.faulty(random, frames.get(at)));
        for (byte[] frame : frames) {
          wire.send(frame);
        }
        wire.hangUp();
        wire.awaitEnd();
      }
    }
    assertThat(Heap.heldBytes() - before).isLessThan(MOST_BYTES_MORE);
  }

  @Test
  void rubbishAndLengthsThatAreNoneEndTheirConnection() throws IOException {
    for (byte[] rubbish :
        List.of(
            Wire.text("GET / HTTP/1.1\r\n\r\n"),
            new byte[] {-1, -1, -1, 0, 0, 0, 0, 4, 0},
            new byte[] {0, 0, 0},
            new byte[] {0, 0, 1, 0},
            new byte[] {0, 0, 6, 0, 0, 0, 0, -4, 0})) {
      try (Wire wire = Wire.open(port())) {
        wire.sendRaw(rubbish);
        wire.awaitEnd();
      }
    }
  }

  @Test
  void aLengthWithoutItsFrameAndSilenceAreLetGo() throws IOException {
    try (Wire halfOpen = Wire.open(port());
        Wire silent = Wire.open(port());
        Wire unknown = Wire.greeted(port())) {
      halfOpen.sendRaw(new byte[] {0, 60, 0, 1, 2, 3});
      halfOpen.awaitEnd();
      silent.awaitEnd();
      unknown.send(Wire.ping(1, "{\"t\":1}"));
      unknown.awaitEnd();
    }
  }

  @Test
  void whoHasShownATokenStaysWithoutAnyStream() throws IOException {
    try (Wire known = Wire.greeted(port())) {
      known.send(Wire.stream(1, "view.rails", gateway.token("alice"), "{}", 1));
      assertThat(known.next()).isNotNull();
      known.send(new byte[] {0, 0, 0, 1, 0x24, 0});
      try (Wire unknown = Wire.greeted(port())) {
        unknown.awaitEnd();
      }
      known.send(Wire.ping(3, "{\"t\":1}"));
      assertThat(known.next()).isNotNull();
    }
  }

  @Test
  void theBeginningOfAMessageIsNotKept() throws IOException {
    try (Wire wire = Wire.greeted(port())) {
      wire.send(Wire.fragment(1));
      assertThat(wire.error()).startsWith("MALFORMED_REQUEST: ");
      wire.awaitEnd();
    }
  }

  @Test
  void metadataThatIsNoneIsRefusedAndTheConnectionGoesOn() throws IOException {
    try (Wire wire = Wire.greeted(port())) {
      int id = 1;
      for (byte[] metadata :
          List.of(
              new byte[0],
              new byte[] {1},
              new byte[] {-2, 0, 0, 9, 1},
              new byte[] {-2, -1, -1, -1},
              new byte[] {5, 'a'},
              new byte[] {-4, 0, 0, 1, -1},
              new byte[] {-4, 0, 0, 3, -127, 1, 2})) {
        wire.send(withMetadata(id, metadata));
        assertThat(wire.error())
            .as("metadata %s", id)
            .matches("(MALFORMED_REQUEST|NOT_FOUND|NOT_SIGNED_IN): .*");
        id += 2;
      }
      wire.send(Wire.ping(id, "{\"t\":1}"));
      assertThat(wire.next()).isNotNull();
    }
  }

  private static byte[] withMetadata(int id, byte[] metadata) {
    ByteBuffer frame = ByteBuffer.allocate(6 + 4 + 3 + metadata.length + 2);
    frame.putInt(id).putShort((short) (0x06 << 10 | 0x100)).putInt(1);
    frame.put((byte) 0).putShort((short) metadata.length).put(metadata);
    return frame.put(Wire.text("{}")).array();
  }

  @Test
  void askingForNothingOrForEverythingAgainAndAgainGivesWhatThereIs() throws IOException {
    try (Wire wire = Wire.greeted(port())) {
      wire.send(Wire.stream(1, "view.accounts", gateway.token("alice"), "{}", 1));
      assertThat(wire.next()).isNotNull();
      wire.send(Wire.requestN(77, 5)).send(Wire.requestN(0, 5));
      for (int i = 0; i < 50_000; i++) {
        wire.send(Wire.requestN(1, Integer.MAX_VALUE));
      }
      wire.send(Wire.requestN(1, 0)).send(Wire.requestN(1, -1));
      wire.hangUp();
      wire.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16_000})
  void whoAsksAndNeverReadsIsNotListenedTo(int size) throws Exception {
    byte[] keepAlive = Wire.keepAlive(new byte[size]);
    byte[] ping = Wire.ping(1, "\"" + "x".repeat(size) + "\"");
    for (byte[] asked : List.of(keepAlive, ping)) {
      long before = Heap.heldBytes();
      try (SocketChannel channel = greetedChannel()) {
        assertThat(bytesTaken(channel, framed(asked))).isLessThan(48L * 1024 * 1024);
        assertThat(Heap.heldBytes() - before).isLessThan(MOST_BYTES_MORE);
      }
    }
  }

  private static SocketChannel greetedChannel() throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    channel.write(framed(Wire.setup()));
    channel.write(framed(Wire.stream(3, "view.accounts", gateway.token("alice"), "{}", 1)));
    channel.configureBlocking(false);
    return channel;
  }

  /** Until nothing is taken for a while. */
  private static long bytesTaken(SocketChannel channel, ByteBuffer asked) throws IOException {
    long taken = 0;
    long lastMoved = System.nanoTime();
    while (System.nanoTime() - lastMoved < TimeUnit.SECONDS.toNanos(2)
        && taken < 64L * 1024 * 1024) {
      int n = channel.write(asked);
      if (!asked.hasRemaining()) {
        asked.rewind();
      }
      if (n > 0) {
        taken += n;
        lastMoved = System.nanoTime();
      } else {
        Thread.onSpinWait();
      }
    }
    return taken;
  }

  private static ByteBuffer framed(byte[] frame) {
    return ByteBuffer.allocate(3 + frame.length)
        .put((byte) (frame.length >> 16))
        .putShort((short) frame.length)
        .put(frame)
        .flip();
  }

  // ---- the JSON WebSocket

  @Test
  void messagesWithAFaultAreAnsweredAndTheConversationGoesOn() throws Exception {
    JsonMapper json = new JsonMapper();
    List<JsonNode> sound =
        List.of(
            json.readTree("{\"type\":\"hello\",\"token\":\"a.b.c\"}"),
            json.readTree(
                "{\"type\":\"subscribe\",\"id\":\"1\",\"view\":\"journal\",\"after\":0,"
                    + "\"accountId\":\"account:alice-main\",\"requestId\":null,\"n\":2}"),
            json.readTree("{\"type\":\"request\",\"id\":\"1\",\"n\":3}"),
            json.readTree("{\"type\":\"cancel\",\"id\":\"1\"}"),
            json.readTree("{\"type\":\"ping\",\"t\":1}"));
    Random random = new Random(SEED);
    JsonFaults faults = new JsonFaults(random);
    Talk talk = Talk.greeted();
    long before = Heap.heldBytes();
    for (int i = 0; i < TIMES; i++) {
      byte[] message = faults.in(sound.get(random.nextInt(sound.size())));
      if (!talk.say(message, random.nextBoolean()) || !talk.isAnswered(i)) {
        talk = Talk.greeted();
      }
    }
    talk.close();
    assertThat(Heap.heldBytes() - before).isLessThan(MOST_BYTES_MORE);
  }

  private static int port() {
    return gateway.bean(RSocketTcpDoor.class).port();
  }

  /** One conversation on {@code /ws}. */
  private static final class Talk implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static Talk greeted() throws Exception {
      Talk talk = new Talk();
      talk.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/ws"), talk)
              .get(60, TimeUnit.SECONDS);
      talk.socket
          .sendText("{\"type\":\"hello\",\"token\":\"" + gateway.token("alice") + "\"}", true)
          .get(60, TimeUnit.SECONDS);
      assertThat(talk.heard.poll(60, TimeUnit.SECONDS)).contains("welcome");
      return talk;
    }

    /** False where the door has ended the conversation, as it may for what is no text. */
    boolean say(byte[] message, boolean asText) throws InterruptedException, TimeoutException {
      try {
        if (asText) {
          socket
              .sendText(new String(message, java.nio.charset.StandardCharsets.UTF_8), true)
              .get(60, TimeUnit.SECONDS);
        } else {
          socket.sendBinary(ByteBuffer.wrap(message), true).get(60, TimeUnit.SECONDS);
        }
        return true;
      } catch (ExecutionException | CompletionException e) {
        return false;
      }
    }

    /** By a pong to a ping of ours, after whatever else is said; false at the end. */
    boolean isAnswered(int number) throws Exception {
      String pong = "\"t\":" + (1_000_000 + number) + "}";
      if (!say(Wire.text("{\"type\":\"ping\"," + pong), true)) {
        return false;
      }
      long patience = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < patience && !closed.isDone()) {
        String text = heard.poll(200, TimeUnit.MILLISECONDS);
        if (text != null) {
          assertThat(text).doesNotContain("DEFECT", "Exception", "io.holdfast");
          if (text.contains("pong") && text.endsWith(pong)) {
            return true;
          }
        }
      }
      assertThat(closed).as("answered or ended").isDone();
      return false;
    }

    void close() {
      socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(partial.toString());
        partial.setLength(0);
      }
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

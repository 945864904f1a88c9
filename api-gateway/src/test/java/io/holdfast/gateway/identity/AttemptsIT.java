package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.testkit.fuzz.Heap;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand attempts from one address, by all the ways in: few get through, and none tells more
 * than another.
 */
class AttemptsIT {
  private static final int TRIES = 3_334;
  private static final int AT_ONCE = 16;
  private static final long MOST_BYTES_MORE = 64L * 1024 * 1024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private GatewayHarness gateway;
  private long begun;

  @BeforeEach
  void open() {
    gateway = GatewayHarness.start("logging.level.io.holdfast=error");
    begun = System.nanoTime();
  }

  @AfterEach
  void close() {
    gateway.close();
    client.close();
  }

  @Test
  void atPasswordsOfTheKnownTheUnknownAndTheLocked() throws Exception {
    gateway.identity().lock("user:audrey");
    String[] emails = {"alice", "audrey", "nobody", "olivia"};

    attempt(
        "/api/auth/login",
        i ->
            "{\"email\":\"%s@sandbox.test\",\"password\":\"guess %d\"}"
                .formatted(emails[i % emails.length], i));

    assertThat(answers.keySet())
        .as("one answer for all who are wrong, one for all who have to wait")
        .hasSize(2)
        .anyMatch(answer -> answer.startsWith("401 ") && answer.contains("WRONG_CREDENTIALS"))
        .anyMatch(answer -> answer.startsWith("429 ") && answer.contains("TOO_MANY_REQUESTS"));
    assertThat(wrong()).isLessThanOrEqualTo(most(30));
    assertThat(gateway.identity().failures()).hasSizeLessThanOrEqualTo((int) most(30));
  }

  @Test
  void atWalletsWhoseChallengesTheLogWouldKeep() throws Exception {
    attempt(
        "/api/auth/wallet/challenge", i -> "{\"kind\":\"EVM\",\"address\":\"0x%d\"}".formatted(i));

    assertThat(gateway.identity().challenges()).isLessThanOrEqualTo((int) most(30));
  }

  @Test
  void atRefreshTokensThatWereMadeUp() throws Exception {
    attempt(
        "/api/auth/refresh",
        i ->
            "{\"refreshToken\":\"session:%d~user:%s~%s\"}"
                .formatted(i, i % 2 == 0 ? "alice" : "nobody" + i, "A".repeat(43)));

    assertThat(answers).hasSize(2);
    assertThat(wrong()).isLessThanOrEqualTo(most(30));
  }

  private void attempt(String path, IntFunction<String> body) throws Exception {
    send(path, body.apply(0));
    long before = Heap.heldBytes();
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 1; i < TRIES; i++) {
        String sent = body.apply(i);
        all.add(threads.submit(() -> send(path, sent)));
      }
    }
    for (Future<?> each : all) {
      each.get();
    }
    assertThat(Heap.heldBytes() - before).isLessThan(MOST_BYTES_MORE);
    assertThat(gateway.bean(LoginLimits.class).remembered()).isLessThan(2 * TRIES);
  }

  private Void send(String path, String body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    String told = response.body().replaceAll("\"correlationId\":\"[^\"]*\"", "");
    answers.merge(response.statusCode() + " " + told, 1, Integer::sum);
    return null;
  }

  private long wrong() {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("401 "))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** A test that is slow is given more tries meanwhile. */
  private long most(int perMinute) {
    return perMinute + 1 + perMinute * (System.nanoTime() - begun) / 60_000_000_000L;
  }
}

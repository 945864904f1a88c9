package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.account.OpenAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A program that is stopped while somebody waits for its answer. */
class StopIT {
  private static final long PATIENCE_SECONDS = 60;

  /** Ours, for the shared pool of a small machine has one thread, and the request waits on it. */
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final CountDownLatch underWay = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private GatewayHarness gateway;

  @AfterEach
  void close() {
    goOn.countDown();
    gateway.close();
    threads.close();
  }

  @Test
  void answersWhatIsUnderWayAndTakesNothingNew() throws Exception {
    CompletableFuture<Integer> answer = askWhileTheLedgerThinks("60s");

    int port = gateway.port();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close, threads);
    await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).until(() -> !takesConnections(port));
    assertThat(answer).isNotDone();
    assertThat(stopped).isNotDone();
    goOn.countDown();

    assertThat(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(201);
    stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Who gets no answer knows nothing, and asks again with the same key: nothing was acknowledged.
   */
  @Test
  void breaksOffWhatOutlastsTheStopWithoutAnAnswer() throws Exception {
    CompletableFuture<Integer> answer = askWhileTheLedgerThinks("1s");

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close, threads);

    assertThat(answer)
        .failsWithin(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("WebClientRequestException");
    goOn.countDown();
    stopped.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private CompletableFuture<Integer> askWhileTheLedgerThinks(String limit) throws Exception {
    gateway =
        GatewayHarness.start(
            "spring.lifecycle.timeout-per-shutdown-phase=" + limit,
            "holdfast.gateway.command-timeout=2m");
    gateway.token("alice");
    gateway
        .ledger()
        .before(
            () -> {
              underWay.countDown();
              awaitGoOn();
            });
    CompletableFuture<Integer> answer =
        CompletableFuture.supplyAsync(
            () ->
                gateway
                    .post("alice", "/api/accounts", "{\"label\":\"Savings\"}")
                    .expectBody()
                    .returnResult()
                    .getStatus()
                    .value(),
            threads);
    assertThat(underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(gateway.ledger().commands(OpenAccount.class)).isEmpty();
    return answer;
  }

  private static boolean takesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private void awaitGoOn() {
    try {
      assertThat(goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

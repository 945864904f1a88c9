package io.holdfast.command.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.command.axon.Counter;
import io.holdfast.command.axon.LogNode;
import io.holdfast.command.log.LogProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

/**
 * Two processes append to one log while both and the database are killed again and again. Outside
 * of them stands a checker that knows what was acknowledged. A short run; {@code
 * -Dholdfast.faults.rounds=100} makes it long.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("holdfast.faults.rounds", 2);

  /** A line that ends as it should, so not one that was cut off by a kill. */
  private static final Pattern ACKNOWLEDGED = Pattern.compile("([0-9a-f-]{36}) (\\d+) durable");

  /** Request to the index with which it was acknowledged. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private final List<Process> senders = new ArrayList<>();
  private final AtomicLong tailed = new AtomicLong();

  @Test
  void nothingAcknowledgedIsLostAndNothingHappensTwice() throws Exception {
    try (CrashServer server = new CrashServer()) {
      Thread tailer = Thread.ofVirtual().start(() -> tail(server));
      try {
        senders.add(sender(server));
        senders.add(sender(server));
        for (int round = 0; round < ROUNDS; round++) {
          awaitProgress();
          killASender(round, server);
          awaitProgress();
          server.killAWritersBackend();
          awaitProgress();
          server.killAndStart();
        }
        awaitProgress();
      } finally {
        senders.forEach(Process::destroyForcibly);
        for (Process each : senders) {
          each.waitFor();
        }
        tailer.interrupt();
        tailer.join();
      }
      check(server);
    }
  }

  private void killASender(int round, CrashServer server) throws Exception {
    Process victim = senders.get(round % 2);
    victim.destroyForcibly().waitFor();
    senders.set(round % 2, sender(server));
  }

  /** Until a good deal more was acknowledged than before. */
  private void awaitProgress() {
    int before = acknowledged.size();
    await()
        .atMost(Duration.ofSeconds(60))
        .failFast("the tailing reader found a fault", () -> tailed.get() < 0)
        .until(() -> acknowledged.size() > before + 300);
  }

  private Process sender(CrashServer server) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dlogback.configurationFile=fault/logback.xml",
                "-Ddisable-axoniq-console-message=true",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Sender.class.getName(),
                server.url())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread.ofVirtual().start(() -> collect(process));
    return process;
  }

  private void collect(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher whole = ACKNOWLEDGED.matcher(line);
        if (whole.matches()) {
          acknowledged.put(whole.group(1), Long.parseLong(whole.group(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the log as it grows; through every crash each index must follow the one before. */
  private void tail(CrashServer server) {
    while (!Thread.currentThread().isInterrupted()) {
      try (LogNode node = LogNode.of(server.dataSource(), LogProperties.defaults());
          BlockingStream<TrackedEventMessage<?>> stream =
              node.eventStore().openStream(new GlobalSequenceTrackingToken(tailed.get()))) {
        while (!Thread.currentThread().isInterrupted()) {
          long index = index(stream.nextAvailable());
          if (index != tailed.get() + 1) {
            tailed.set(Long.MIN_VALUE);
            return;
          }
          tailed.set(index);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        // The database is down. What matters is what comes when it is back.
        Thread.onSpinWait();
      }
    }
  }

  private static long index(TrackedEventMessage<?> event) {
    return index(event.trackingToken());
  }

  private static long index(TrackingToken token) {
    return ((GlobalSequenceTrackingToken) token).getGlobalIndex();
  }

  private void check(CrashServer server) throws Exception {
    Map<String, List<Long>> indexesOfRequest = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    long index = 0;
    try (LogNode node = LogNode.of(server.dataSource(), LogProperties.defaults());
        BlockingStream<TrackedEventMessage<?>> stream = node.eventStore().openStream(null)) {
      long end = index(node.eventStore().createHeadToken());
      while (index < end && stream.hasNextAvailable(60, TimeUnit.SECONDS)) {
        TrackedEventMessage<?> event = stream.nextAvailable();
        index++;
        assertThat(index(event)).as("no gap").isEqualTo(index);
        indexesOfRequest
            .computeIfAbsent(
                (String) event.getMetaData().get(MetaKeys.REQUEST_ID), id -> new ArrayList<>())
            .add(index);
        Counter.Raised raised = (Counter.Raised) event.getPayload();
        assertThat(raised.count())
            .as("decided on what was true")
            .isEqualTo(counts.merge(raised.counterId(), 1, Integer::sum));
      }
    }
    assertThat(tailed.get()).as("the tailing reader").isPositive();
    assertThat(acknowledged).hasSizeGreaterThan(300 * ROUNDS);
    indexesOfRequest.forEach(
        (request, indexes) -> {
          assertThat(indexes).as("both events, once").hasSize(2);
          assertThat(indexes.get(1)).as("side by side").isEqualTo(indexes.get(0) + 1);
        });
    acknowledged.forEach(
        (request, last) ->
            assertThat(indexesOfRequest)
                .as("acknowledged")
                .containsEntry(request, List.of(last - 1, last)));
  }
}

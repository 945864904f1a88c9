package io.holdfast.bench;

import io.holdfast.testkit.NpmPackages;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The peer: Ponder on the same node and the same PostgreSQL, with a handler that inserts one row
 * for each event. Fetched from npm the first time; needs Node 20.
 */
final class Ponder implements AutoCloseable {
  private static final List<String> PACKAGES =
      List.of("ponder@1.0.0", "viem@2.38.0", "hono@4.10.0");
  private static final List<String> FILES =
      List.of("ponder.config.ts", "ponder.schema.ts", "src/index.ts", "src/api/index.ts");
  private static final Path FOLDER = Path.of("data/ponder");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = freePort();
  private final SingleConnectionDataSource source;
  private final JdbcTemplate jdbc;
  private final Process process;

  /** Starts it; it makes its tables and begins at once. */
  Ponder(BenchPostgres postgres, AnvilChain chain) throws Exception {
    String url = postgres.freshDatabase();
    install();
    ProcessBuilder command =
        new ProcessBuilder(
            "node",
            "node_modules/ponder/dist/esm/bin/ponder.js",
            "start",
            "--schema",
            "peer",
            "--port",
            Integer.toString(port),
            "--log-level",
            "warn");
    command
        .environment()
        .put(
            "DATABASE_URL",
            url.replaceFirst("jdbc:postgresql://([^?]*).*", "postgres://postgres:postgres@$1"));
    command.environment().put("NODE_URL", chain.url().toString());
    command.environment().put("CONTRACT", chain.contract());
    command.environment().put("START_BLOCK", Long.toString(chain.start()));
    command.environment().put("PONDER_TELEMETRY_DISABLED", "true");
    command.directory(FOLDER.toFile()).redirectErrorStream(true);
    command.redirectOutput(FOLDER.resolve("ponder.log").toFile());
    process = command.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    source = new SingleConnectionDataSource(url, "postgres", "postgres", true);
    jdbc = new JdbcTemplate(source);
  }

  private static void install() throws IOException {
    Files.createDirectories(FOLDER.resolve("src/api"));
    for (String name : FILES) {
      try (InputStream file = Ponder.class.getResourceAsStream("/ponder/" + name)) {
        Files.copy(
            Objects.requireNonNull(file, name),
            FOLDER.resolve(name),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!Files.exists(FOLDER.resolve("node_modules/ponder"))) {
      NpmPackages.install(FOLDER, PACKAGES.toArray(String[]::new));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Events a second from when its tables are there until it has done what is final. */
  double backfill() {
    await(() -> answers("/health"));
    long start = System.nanoTime();
    await(() -> answers("/ready"));
    double seconds = (System.nanoTime() - start) / 1e9;
    return events() / seconds;
  }

  /** Waits until it has stored so many events. */
  void await(long events) {
    await(() -> events() >= events);
  }

  private long events() {
    Long count = jdbc.queryForObject("select count(*) from peer.emitted", Long.class);
    return count == null ? 0 : count;
  }

  private boolean answers(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false; // it is not there yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Ponder worked", e);
    }
  }

  private void await(BooleanSupplier done) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!done.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("Ponder does not get on: see " + FOLDER + "/ponder.log");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    source.destroy();
  }
}

package io.holdfast.app.postgres;

import io.holdfast.app.database.Database;
import io.holdfast.app.database.Durability;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL on a folder of ours. It listens on the loopback address only and never forgets
 * what it acknowledged. When it dies it is started again on the same port, for as long as it takes.
 * Thread-safe. ADR 0002.
 */
public final class PostgresServer implements AutoCloseable {
  static final String NAME = "holdfast";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final List<String> MUST_BE_ON =
      List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums");

  /** Below the ranges from which systems take the ports of outgoing connections. */
  private static final int FIRST_PORT = 15432;

  private static final int PORTS = 1000;
  private static final int UNCHOSEN = 0;
  private static final int TRIES = 10;
  private static final long PAUSE_MILLIS = 500;
  private static final long POLL_MILLIS = 50;
  private static final long READY_LIMIT_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long MAX_LOG_BYTES = 4 << 20;
  private static final String WRONG_PASSWORD = "28P01";

  private final Path folder;
  private final Path log;
  private final Tools tools;
  private final String password;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile int port;
  private volatile @Nullable Process process;
  private volatile @Nullable Thread watch;

  private PostgresServer(Path folder, Tools tools, String password) {
    this.folder = folder;
    this.log = folder.resolveSibling("postgres.log");
    this.tools = tools;
    this.password = password;
  }

  /**
   * Starts the server and makes its files at the first time. The caller holds the data folder.
   *
   * @param data where the folder {@code postgres} and the file {@code postgres.log} are kept
   * @param binaries where the programs are unpacked
   * @param passwordFile the password of the server's one role
   * @throws CannotStart with what a person can do
   */
  public static PostgresServer start(Path data, Path binaries, Path passwordFile) {
    Path folder = data.resolve("postgres");
    Tools tools = new Tools(Binaries.unpackInto(binaries));
    Cluster.prepare(folder, tools, passwordFile);
    PostgresServer server = new PostgresServer(folder, tools, read(passwordFile));
    Thread hook = new Thread(server::close, "postgres-abort");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      server.startFirst();
    } finally {
      server.dropHook(hook);
    }
    return server;
  }

  /** The database to be used. Its address never changes while this object lives. */
  public Database database() {
    return at(port, password);
  }

  /** The database of a server that another process has started. */
  public static Database at(int port, String password) {
    return new Database(url(port, NAME), NAME, password);
  }

  /** Ends all sessions, writes everything down and stops the server. */
  @Override
  public void close() {
    closing.countDown();
    try {
      Thread watching = watch;
      if (watching != null) {
        watching.interrupt();
        watching.join();
      }
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startFirst() {
    String problem = "";
    for (int attempt = 0; attempt < TRIES && !isClosing(); attempt++) {
      port = UNCHOSEN;
      problem = launch();
      if (problem.isEmpty()) {
        LOG.info("PostgreSQL runs on 127.0.0.1:{}, its files are in {}", port, folder);
        watch = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
        return;
      }
      pause(PAUSE_MILLIS);
    }
    throw new CannotStart(
        "PostgreSQL does not start on %s: %s".formatted(folder, problem),
        "The whole story is in " + log + ".");
  }

  /** Waits for the server's end and starts it again, until this object is closed. */
  private void watch() {
    try {
      while (!isClosing()) {
        int exitCode = process().waitFor();
        if (!isClosing()) {
          LOG.warn("PostgreSQL ended with {}; starting it again", exitCode);
          revive();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("no longer watching PostgreSQL");
    }
  }

  private void revive() {
    for (int attempt = 1; !isClosing(); attempt++) {
      String problem = relaunch();
      if (problem.isEmpty()) {
        LOG.warn("PostgreSQL runs again");
        return;
      }
      LOG.error("PostgreSQL does not start again (try {}): {}", attempt, problem);
      pause(PAUSE_MILLIS * Math.min(attempt, TRIES));
    }
  }

  /** What refuses the first start only delays a later one: somebody may be mending it. */
  private String relaunch() {
    try {
      return launch();
    } catch (CannotStart e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Empty when the server is ready, else what stands in its way. */
  private String launch() {
    try {
      Leftover.retire(folder, tools);
      port = port == UNCHOSEN ? freePort() : port;
      rotateLog();
      process = tools.launchServer(arguments(), log);
      return awaitReady();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String awaitReady() throws IOException {
    long start = System.nanoTime();
    SQLException last = null;
    while (process().isAlive() && System.nanoTime() - start < READY_LIMIT_NANOS && !isClosing()) {
      try (Connection connection =
          DriverManager.getConnection(url(port, "postgres"), NAME, password)) {
        Durability.require(connection, MUST_BE_ON);
        makeDatabase(connection);
        return "";
      } catch (SQLException e) {
        requirePassword(e);
        last = e;
        pause(POLL_MILLIS);
      } catch (CannotStart e) {
        stop();
        throw e;
      }
    }
    if (process().isAlive()) {
      stop();
      return "it is not ready after five minutes: " + last;
    }
    return lastWords();
  }

  private void requirePassword(SQLException e) {
    if (WRONG_PASSWORD.equals(e.getSQLState())) {
      stop();
      throw new CannotStart(
          "The database in %s was made with another password.".formatted(folder),
          "Put the secrets folder back that belongs to it.",
          e);
    }
  }

  private static void makeDatabase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + NAME);
      }
    }
  }

  private void stop() {
    Process current = process;
    if (current == null || !current.isAlive()) {
      return;
    }
    Leftover.stop(folder, tools);
    try {
      if (!current.waitFor(5, TimeUnit.SECONDS)) {
        current.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Errors of statements are the callers' business and may quote amounts: the log keeps what
   * concerns the server.
   */
  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("-D", folder.toString()));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "port=" + port,
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=100",
            "shared_buffers=256MB",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "logging_collector=off",
            "log_destination=stderr",
            "log_checkpoints=off",
            "log_min_messages=log",
            "log_min_error_statement=panic")) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return arguments;
  }

  private void rotateLog() throws IOException {
    if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
      Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log);
    String words = String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    return words.contains("No space left on device") ? "the disk is full.\n" + words : words;
  }

  private int freePort() {
    for (int candidate = FIRST_PORT; candidate < FIRST_PORT + PORTS; candidate++) {
      try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        LOG.debug("port {} is taken", candidate);
      }
    }
    throw new CannotStart(
        "No port between %d and %d is free for PostgreSQL."
            .formatted(FIRST_PORT, FIRST_PORT + PORTS),
        "Free one, or give Holdfast a PostgreSQL of your own by holdfast.database.url.");
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Process process() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("PostgreSQL was not started");
    }
    return current;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void pause(long millis) {
    try {
      if (closing.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("closing instead of waiting on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void dropHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the JVM is going down: the hook does its work");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotStart(
          "The database's password cannot be read: " + e, "Give the file back.", e);
    }
  }
}

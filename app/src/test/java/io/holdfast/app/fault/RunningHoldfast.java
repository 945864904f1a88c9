package io.holdfast.app.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The whole program in a JVM of its own, as {@code ./holdfast run} starts it. */
final class RunningHoldfast implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final Pattern CONSOLE = Pattern.compile("Console +(http://\\S+)");

  private final Path data;
  private final Path output;
  private final Process process;

  private RunningHoldfast(Path data, Path output, Process process) {
    this.data = data;
    this.output = output;
    this.process = process;
  }

  /** Starts it and comes back at once. */
  static RunningHoldfast launch(Path data) throws IOException {
    return launch(data, "0");
  }

  static RunningHoldfast launch(Path data, String webPort) throws IOException {
    Path output = Files.createTempFile("holdfast", ".out");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Ddisable-axoniq-console-message=true",
            "-cp",
            System.getProperty("java.class.path"),
            "io.holdfast.app.HoldfastApplication",
            "--server.port=" + webPort,
            "--holdfast.rsocket.port=0",
            "--holdfast.data-dir=" + data,
            "--holdfast.database.binaries-dir=" + Path.of("target/postgres-binaries"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new RunningHoldfast(data, output, process);
  }

  /** Starts it and waits until it says that it is ready. */
  static RunningHoldfast start(Path data) throws IOException {
    RunningHoldfast holdfast = launch(data);
    Awaitility.await()
        .atMost(READY_WITHIN)
        .failFast("it ended", () -> !holdfast.process.isAlive())
        .until(() -> holdfast.output().contains("Holdfast is ready"));
    return holdfast;
  }

  String output() throws IOException {
    return Files.readString(output);
  }

  String url() throws IOException {
    Matcher console = CONSOLE.matcher(output());
    if (!console.find()) {
      throw new IllegalStateException("not ready");
    }
    return console.group(1);
  }

  Connection connect() throws IOException, SQLException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
    String password = Files.readString(data.resolve("secrets/database-password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/holdfast", "holdfast", password);
  }

  ProcessHandle postgres() throws IOException {
    String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** What Ctrl-C and a service manager do. */
  void terminate() {
    process.destroy();
  }

  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /**
   * The postmasters that run on the data folder. Their children look alike for a moment after they
   * were forked, so whose parent is a postgres does not count.
   */
  static List<ProcessHandle> serversOn(Path data) {
    String folder = data.resolve("postgres").toString();
    return ProcessHandle.allProcesses()
        .filter(RunningHoldfast::isPostgres)
        .filter(process -> !process.parent().map(RunningHoldfast::isPostgres).orElse(false))
        .filter(process -> hasArgument(process, folder))
        .toList();
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(name -> name.endsWith("/postgres")).orElse(false);
  }

  private static boolean hasArgument(ProcessHandle process, String wanted) {
    return process.info().arguments().stream()
        .flatMap(Stream::of)
        .anyMatch(argument -> argument.equals(wanted));
  }

  @Override
  public void close() throws IOException {
    terminate();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(output);
  }
}

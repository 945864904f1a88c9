package io.holdfast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A node's process, which never outlives this JVM, not even when the JVM is killed: a shell stands
 * between them, and when its standard input ends it kills the node.
 */
final class GuardedProcess {
  private static final String GUARD =
      """
      "$@" >/dev/null 2>&1 &
      echo $!
      cat >/dev/null
      kill -9 $! 2>/dev/null
      wait
      """;

  private final Process guard;
  private final String pid;

  private GuardedProcess(Process guard, String pid) {
    this.guard = guard;
    this.pid = pid;
  }

  static GuardedProcess start(List<String> command) {
    List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh"));
    guarded.addAll(command);
    try {
      Process guard =
          new ProcessBuilder(guarded).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      BufferedReader output =
          new BufferedReader(new InputStreamReader(guard.getInputStream(), UTF_8));
      String pid = output.readLine();
      if (pid == null) {
        throw new IOException("the shell gave no process id");
      }
      return new GuardedProcess(guard, pid);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  boolean isAlive() {
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Sends a signal by its name, for example {@code STOP}. */
  void signal(String name) {
    CommandLine.run(Path.of("/"), Map.of(), List.of("kill", "-" + name, pid));
  }

  void kill() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + pid + " cannot be killed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a node ended", e);
    }
  }
}

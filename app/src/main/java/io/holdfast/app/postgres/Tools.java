package io.holdfast.app.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs PostgreSQL's own programs. They refuse to be root: so root runs them in a user namespace of
 * their own, where they are nobody and yet own root's files.
 */
final class Tools {
  private static final List<String> IN_NAMESPACE = List.of("unshare", "-U");
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Path bin;
  private final List<String> prefix;

  Tools(Path bin) {
    this.bin = bin;
    this.prefix = new UnixSystem().getUid() == 0 ? namespace() : List.of();
  }

  /** What a program printed, and how it ended. */
  record Outcome(int exitCode, String output) {}

  Outcome run(String program, String... arguments) {
    return run(command(program, List.of(arguments)));
  }

  /**
   * Starts the server as our child, so that we learn of its end at once; its output is appended to
   * the log. In a session of its own where the system can do that: Ctrl-C in a terminal must reach
   * us alone, because the server has to outlive the pools that use it.
   */
  Process launchServer(List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>(command("postgres", arguments));
    if (Files.isExecutable(SETSID)) {
      command.add(prefix.size(), SETSID.toString());
    }
    return builder(command).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }

  int majorVersion() {
    String text = run("postgres", "--version").output();
    return Integer.parseInt(text.replaceFirst("(?s).*\\) (\\d+).*", "$1"));
  }

  private List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static List<String> namespace() {
    List<String> probe = new ArrayList<>(IN_NAMESPACE);
    probe.add("true");
    if (run(probe).exitCode() != 0) {
      throw new CannotStart(
          "PostgreSQL refuses to run as root, and root may make no user namespace here.",
          "Run Holdfast as an ordinary user, or give it a PostgreSQL of your own by"
              + " holdfast.database.url.");
    }
    return IN_NAMESPACE;
  }

  private static Outcome run(List<String> command) {
    try {
      Process process = builder(command).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command.getFirst(), e);
    }
  }

  /** In the plain locale, and deaf to the caller's own PostgreSQL settings. */
  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}

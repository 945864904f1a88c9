package io.holdfast.app.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier run left behind when it was killed: a server that lives on, or only its {@code
 * postmaster.pid}. Called under the lock of the data folder, so nobody else starts one meanwhile.
 */
final class Leftover {
  private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

  private Leftover() {}

  /**
   * Stops the server that still runs on the folder. A pid that now belongs to somebody else is
   * never signalled: only the file that names it goes, for PostgreSQL would wait for that process.
   * A pid nobody has is left to PostgreSQL, which sees for itself that the file is stale, and
   * refuses to start as long as a stray process of the old server still uses its memory.
   */
  static void retire(Path folder, Tools tools) throws IOException {
    Path file = folder.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return;
    }
    long pid = pid(file);
    if (pid < 0) {
      LOG.info("{} names no process, as after a power cut or on a full disk: removed", file);
      Files.delete(file);
      return;
    }
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null) {
      return;
    }
    if (isServerOn(folder, process)) {
      LOG.info("stopping the PostgreSQL that an earlier run left, process {}", process.pid());
      stop(folder, tools);
    } else {
      LOG.info("{} names process {}, which is no server on it: removed", file, process.pid());
      Files.deleteIfExists(file);
    }
  }

  /** In the fast way: sessions are ended, everything is written down. */
  static void stop(Path folder, Tools tools) {
    Tools.Outcome fast = stop(folder, tools, "fast");
    if (fast.exitCode() != 0 && Files.exists(folder.resolve("postmaster.pid"))) {
      LOG.warn("PostgreSQL does not stop, it will recover at its next start: {}", fast.output());
      stop(folder, tools, "immediate");
    }
  }

  private static Tools.Outcome stop(Path folder, Tools tools, String mode) {
    return tools.run("pg_ctl", "stop", "-D", folder.toString(), "-m", mode, "-w", "-t", "20");
  }

  private static long pid(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String first = lines.isEmpty() ? "" : lines.getFirst().strip();
    return first.matches("\\d{1,18}") ? Long.parseLong(first) : -1;
  }

  /** A postmaster works in its data folder and is started with it as an argument. */
  private static boolean isServerOn(Path folder, ProcessHandle process) {
    boolean postgres =
        process.info().command().map(command -> command.endsWith("/postgres")).orElse(true);
    return postgres && (worksIn(folder, process) || isArgument(folder, process));
  }

  private static boolean worksIn(Path folder, ProcessHandle process) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")).equals(folder);
    } catch (IOException e) {
      LOG.debug("where process {} works cannot be seen: {}", process.pid(), e.toString());
      return false;
    }
  }

  private static boolean isArgument(Path folder, ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(folder.toString()))
        .orElse(false);
  }
}

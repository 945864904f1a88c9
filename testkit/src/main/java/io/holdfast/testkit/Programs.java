package io.holdfast.testkit;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a chain's program is on this machine: the one that an environment variable names, one on
 * the {@code PATH}, or one that is fetched once into a cache folder. To look needs nothing but the
 * JDK.
 *
 * @param name what it is called on the {@code PATH} and in the cache's folder {@code bin}
 * @param variable the environment variable that names it
 */
record Programs(String name, String variable, Path cache) {
  private static final int LOWEST_PORT = 12_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final int PORT_TRIES = 100;

  /** Puts the program where it is to be, as its last deed. */
  interface Fetch {
    void into(Path program) throws IOException;
  }

  static Path cacheFolder(String name) {
    return Path.of(System.getProperty("user.home"), ".cache", "holdfast", name);
  }

  /**
   * A port that nobody has, from below those that systems give to outgoing connections: nobody gets
   * it by chance before the program takes it, nor while the program is killed and started again.
   */
  static int freePort() throws IOException {
    for (int tries = 0; tries < PORT_TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // Another one, then.
      }
    }
    throw new IOException("no free port between " + LOWEST_PORT + " and " + HIGHEST_PORT);
  }

  /**
   * @param failed what failed when it could not be fetched
   * @param advice what a person can do then
   * @throws IllegalStateException with these two sentences
   */
  Path locate(Map<String, String> environment, Fetch fetch, String failed, String advice) {
    String named = environment.get(variable);
    if (named != null) {
      return requireProgram(Path.of(named));
    }
    return onPath(environment.getOrDefault("PATH", ""))
        .orElseGet(() -> cached(fetch, failed, advice));
  }

  private Path requireProgram(Path program) {
    if (!Files.isExecutable(program)) {
      throw new IllegalStateException(variable + " names " + program + ", which is no program");
    }
    return program;
  }

  private Optional<Path> onPath(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** One fetches, in this process and all others; who comes meanwhile waits and finds it there. */
  private Path cached(Fetch fetch, String failed, String advice) {
    synchronized (Programs.class) {
      Path program = cache.resolve("bin").resolve(name);
      if (Files.isExecutable(program)) {
        return program;
      }
      try {
        Files.createDirectories(cache);
        fetchAlone(fetch, program);
        return program;
      } catch (IOException | RuntimeException e) {
        throw new IllegalStateException(
            "There is no %s: none on the PATH, %s is not set, and %s (%s). %s"
                .formatted(name, variable, failed, e.getMessage(), advice),
            e);
      }
    }
  }

  private void fetchAlone(Fetch fetch, Path program) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Objects.requireNonNull(lock);
      if (!Files.isExecutable(program)) {
        fetch.into(program);
      }
    }
  }
}

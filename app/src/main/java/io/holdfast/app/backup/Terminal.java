package io.holdfast.app.backup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.holdfast.app.start.CannotStart;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What backup and restore have in common at the command line. */
public final class Terminal {
  private static final int REFUSED = 1;

  private Terminal() {}

  /** The exit code; why it is not 0 is told in two sentences, without where in the program. */
  public static int attempt(Runnable work) {
    if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.WARN);
    }
    try {
      work.run();
      return 0;
    } catch (CannotStart refused) {
      System.err.println("holdfast: " + refused.getMessage());
      System.err.println("  " + refused.remedy());
      return REFUSED;
    }
  }

  /** The one argument that is no setting. */
  static Path file(String... arguments) {
    List<String> files =
        Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
    if (files.size() != 1) {
      throw new CannotStart(
          "One file is expected, and settings as --name=value.",
          "./holdfast backup FILE, ./holdfast restore FILE");
    }
    return Path.of(files.getFirst()).toAbsolutePath().normalize();
  }

  static byte[] passphrase(BackupConfiguration configuration) {
    return Passphrase.read(configuration.path("passphrase-file"), Passphrase.standardInput());
  }
}

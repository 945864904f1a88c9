package io.holdfast.app.backup;

import io.holdfast.app.database.Database;
import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Where this Holdfast keeps what it must not lose: read from the same files, variables and
 * arguments as {@code ./holdfast run} reads, without starting anything.
 */
public final class BackupConfiguration {
  private static final String HOLDFAST = "holdfast.";
  private static final String FILE = "-file";

  /** The node's own, and made anew by it at each start. */
  private static final String COOKIE = "cookie-file";

  private static final String LOST_ADDRESSES = "lost-addresses";
  private static final String SIGNING_KEY = "holdfast.security.signing-key-file";
  private static final String GATEWAY_DEFAULTS =
      "classpath:io/holdfast/gateway/defaults.properties";

  private final ConfigurableEnvironment environment;

  private BackupConfiguration(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  public static BackupConfiguration of(String... arguments) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    ConfigDataEnvironmentPostProcessor.applyTo(environment);
    try {
      environment.getPropertySources().addLast(new ResourcePropertySource(GATEWAY_DEFAULTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ConfigurationPropertySources.attach(environment);
    return new BackupConfiguration(environment);
  }

  Path dataDir() {
    return path("holdfast.data-dir").orElseThrow();
  }

  Path binariesDir() {
    return path("holdfast.database.binaries-dir").orElseThrow();
  }

  /** A PostgreSQL of the operator's own; empty for the embedded one. */
  Optional<Database> ownDatabase() {
    String url = environment.getRequiredProperty("holdfast.database.url");
    return url.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Database(
                url,
                environment.getRequiredProperty("holdfast.database.username"),
                environment.getRequiredProperty("holdfast.database.password")));
  }

  /** A file that is named on the command line, as {@code --name=…}. */
  Optional<Path> path(String name) {
    return Optional.ofNullable(environment.getProperty(name))
        .map(value -> Path.of(value).toAbsolutePath().normalize());
  }

  /**
   * Not in a backup: it vouches for what lives some minutes, and brought back it would vouch for
   * what people were let in with after the backup's moment. A new one is made at the next start.
   */
  Path signingKey() {
    return path(SIGNING_KEY).orElseThrow();
  }

  /** Every file that a setting names, by the setting, whether it is there or not. */
  SortedMap<String, Path> files() {
    SortedMap<String, Path> files = new TreeMap<>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof EnumerablePropertySource<?> enumerable) {
        for (String name : enumerable.getPropertyNames()) {
          if (name.startsWith(HOLDFAST) && name.endsWith(FILE) && !name.endsWith(COOKIE)) {
            path(name).ifPresent(file -> files.put(name, file));
          }
        }
      }
    }
    files.remove(SIGNING_KEY);
    return files;
  }

  /**
   * How many addresses of each rail may have been given out since the backup.
   *
   * @throws CannotStart when it is no such number
   */
  int lostAddresses() {
    String text = environment.getProperty(LOST_ADDRESSES, "10000");
    if (!text.matches("[0-9]{1,6}")) {
      throw new CannotStart(
          "--%s is %s, which is no number of addresses.".formatted(LOST_ADDRESSES, text),
          "Give one from 0 to 999999, or leave it out for 10000.");
    }
    return Integer.parseInt(text);
  }

  Clock clock() {
    return Clock.systemUTC();
  }

  SecureRandom random() {
    return new SecureRandom();
  }
}

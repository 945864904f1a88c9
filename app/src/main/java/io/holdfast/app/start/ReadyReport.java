package io.holdfast.app.start;

import io.holdfast.gateway.stream.RSocketTcpDoor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Tells the person at the terminal that all is ready, where to go and how to sign in. */
public final class ReadyReport implements ApplicationListener<ApplicationReadyEvent> {
  private final Environment environment;
  private final Secrets secrets;
  private final RSocketTcpDoor rsocket;

  ReadyReport(Environment environment, Secrets secrets, RSocketTcpDoor rsocket) {
    this.environment = environment;
    this.secrets = secrets;
    this.rsocket = rsocket;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    System.out.println(text(ManagementFactory.getRuntimeMXBean().getUptime()));
  }

  private String text(long uptimeMillis) {
    String web = "localhost:" + environment.getRequiredProperty("local.server.port");
    return String.format(
        Locale.ROOT,
        """

        Holdfast is ready after %.1f s.
          Console   http://%s
          API       http://%s/swagger-ui.html
          RSocket   ws://%s/rsocket and tcp://localhost:%d
        %s  Ctrl-C stops it.
        """,
        uptimeMillis / 1000.0,
        web,
        web,
        web,
        rsocket.port(),
        sandbox());
  }

  /** The password is shown for the sandbox only, where it guards play money. */
  private String sandbox() {
    if (!environment.getRequiredProperty("holdfast.sandbox.enabled", Boolean.class)) {
      return "";
    }
    return """
          Sign in   alice@sandbox.test with the password %s
                    (bob, too; olivia operates, adam administers, audrey audits; same password,
                    kept in %s)
        """
        .formatted(secrets.read(Secret.SANDBOX_PASSWORD), passwordFile());
  }

  private Path passwordFile() {
    return Path.of("").toAbsolutePath().relativize(secrets.file(Secret.SANDBOX_PASSWORD));
  }
}

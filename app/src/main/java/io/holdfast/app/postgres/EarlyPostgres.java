package io.holdfast.app.postgres;

import io.holdfast.app.start.DataFolder;
import io.holdfast.app.start.Secret;
import io.holdfast.app.start.Secrets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Starts the embedded server while Spring reads what beans there are: to unpack it, make its files
 * and start it takes seconds at the very first start. Whoever asks for it waits for the rest, and
 * is told why where it does not start.
 */
final class EarlyPostgres implements ApplicationContextInitializer<GenericApplicationContext> {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyPostgres.class);

  /** The server on its way; nobody's, and closed with the JVM, until somebody takes it. */
  static final class Starting {
    private final FutureTask<PostgresServer> server;
    private final Thread hook = new Thread(this::closeUntaken, "postgres-untaken");

    private Starting(FutureTask<PostgresServer> server) {
      this.server = server;
    }

    /**
     * @throws io.holdfast.app.start.CannotStart as {@link PostgresServer#start}
     */
    PostgresServer take() {
      try {
        PostgresServer started = server.get();
        dropHook();
        return started;
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while PostgreSQL started", e);
      }
    }

    private void dropHook() {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        LOG.debug("the JVM is going down: the hook does its work");
      }
    }

    private void closeUntaken() {
      if (server.state() == FutureTask.State.SUCCESS) {
        LOG.debug("nobody took PostgreSQL");
        server.resultNow().close();
      }
    }
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    if (!context.getEnvironment().getProperty("holdfast.database.url", "").isEmpty()) {
      return;
    }
    Path data = context.getBeanFactory().getBean(DataFolder.class).path();
    Path password = context.getBeanFactory().getBean(Secrets.class).file(Secret.DATABASE_PASSWORD);
    Path binaries =
        Path.of(context.getEnvironment().getRequiredProperty("holdfast.database.binaries-dir"))
            .toAbsolutePath()
            .normalize();
    Starting starting =
        new Starting(new FutureTask<>(() -> PostgresServer.start(data, binaries, password)));
    Runtime.getRuntime().addShutdownHook(starting.hook);
    Thread.ofPlatform().daemon().name("postgres-start").start(starting.server);
    context.registerBean(Starting.class, () -> starting);
  }
}

package io.holdfast.bench;

import io.holdfast.app.HoldfastApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The whole program in this JVM, on an empty database, following one chain. How far it is, is asked
 * of the read model: blocks are stored, the ledger was told, and its events are folded by then.
 */
final class Following implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Of a password that nobody signs in with. */
  private static final String HASH =
      "$argon2id$v=19$m=16384,t=2,p=1$f50PSA54oRmVRxayFxkakQ$DKDw85lWDwS5vGhk91cY4ldRjxz5nXUxw0XLiOQ/lCA";

  private final Path data;
  private final SingleConnectionDataSource source;
  private final JdbcTemplate jdbc;
  private final String rail;
  private final ConfigurableApplicationContext program;

  /**
   * @param node where it finds the chain's node
   */
  Following(BenchPostgres postgres, Chain chain, URI node, int pollMillis, int readAhead)
      throws Exception {
    rail = chain.rail();
    data = Files.createTempDirectory(Files.createDirectories(Path.of("data")), "bench-program-");
    String url = postgres.freshDatabase();
    List<String> arguments = new ArrayList<>(everywhere(url, pollMillis, readAhead));
    arguments.addAll(chain.properties(node));
    program = SpringApplication.run(HoldfastApplication.class, arguments.toArray(String[]::new));
    source = new SingleConnectionDataSource(url, "postgres", "postgres", true);
    jdbc = new JdbcTemplate(source);
  }

  private List<String> everywhere(String url, int pollMillis, int readAhead) {
    return List.of(
        "--logging.level.root=warn",
        "--spring.main.log-startup-info=false",
        "--server.port=0",
        "--holdfast.rsocket.port=0",
        "--holdfast.data-dir=" + data,
        "--holdfast.database.url=" + url,
        "--holdfast.database.username=postgres",
        "--holdfast.database.password=postgres",
        "--holdfast.rails." + rail + ".poll-interval-millis=" + pollMillis,
        "--holdfast.rails." + rail + ".read-ahead-blocks=" + readAhead,
        "--holdfast.users[0].id=user:bench",
        "--holdfast.users[0].name=Bench",
        "--holdfast.users[0].email=bench@example.org",
        "--holdfast.users[0].roles=OPERATOR",
        "--holdfast.users[0].password-hash=" + HASH);
  }

  /** Waits until the read model has this block, and answers with the one it has by then. */
  long await(long height) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (long there = height(); ; there = height()) {
      if (there >= height) {
        return there;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the read model stands at block " + there);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private long height() {
    return jdbc
        .queryForList("select height from view.rail where rail = ?", Long.class, rail)
        .stream()
        .findFirst()
        .orElse(-1L);
  }

  /** How many events of contracts are stored. */
  long storedEvents() {
    Long count = jdbc.queryForObject("select count(*) from rail.contract_event", Long.class);
    return count == null ? 0 : count;
  }

  @Override
  public void close() throws IOException {
    program.close();
    source.destroy();
    BenchPostgres.delete(data);
  }
}

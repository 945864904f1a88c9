package io.holdfast.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.query.fold.LoggedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How many events a second the views take in: transfers between a thousand accounts, in batches of
 * a thousand events, each in a transaction of its own. Only on demand, for it proves nothing:
 * {@code mvn -pl query-side -am verify -Dit.test=FoldFigureIT -Dholdfast.figures=true}.
 */
@EnabledIfSystemProperty(named = "holdfast.figures", matches = "true")
class FoldFigureIT {
  private static final int ACCOUNTS = 1_000;
  private static final int TRANSFERS = 10_000;
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 5;

  @Test
  void printsEventsPerSecond() throws Exception {
    List<LoggedEvent> log = transfers();
    List<Double> figures = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    ReadModel model = new ReadModel();
    model.run(
        "create table raw as select i as log_index, repeat('x', 380) as payload from generate_series(1, %d) i"
            .formatted(log.size()));
    model.run("create table copied (log_index bigint, payload text)");
    for (int round = 0; round <= ROUNDS; round++) {
      model.clear();
      double floor = perSecond(log.size(), () -> copy(model));
      double figure = perSecond(log.size(), () -> write(model, log));
      if (round > 0) {
        figures.add(figure);
        ratios.add(figure / floor);
      }
    }
    System.out.printf(
        "views: %,.0f events/s, %.3f of COPY out piped in; medians of %d rounds of %,d events%n",
        median(figures), median(ratios), ROUNDS, log.size());
    assertThat(model.rows("select count(*) from view.journal_line where not complete"))
        .containsExactly("(0)");
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double perSecond(int events, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return events * 1e9 / (System.nanoTime() - start);
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  /** The floor: the same number of rows, as wide as events, out and in again without an index. */
  private static void copy(ReadModel model) throws Exception {
    try (Connection connection = model.database.dataSource().getConnection()) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      ByteArrayOutputStream rows = new ByteArrayOutputStream();
      copies.copyOut("copy raw to stdout", rows);
      copies.copyIn("copy copied from stdin", new ByteArrayInputStream(rows.toByteArray()));
    }
  }

  private static void write(ReadModel model, List<LoggedEvent> log) throws SQLException {
    BatchWriter writer = new BatchWriter("view");
    try (Connection connection = model.database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (int at = 0; at < log.size(); at += BATCH) {
        writer.write(connection, log.subList(at, Math.min(log.size(), at + BATCH)));
        connection.commit();
      }
    }
  }

  private static List<LoggedEvent> transfers() {
    Story story = new Story();
    Random chance = new Random(1);
    for (int i = 0; i < ACCOUNTS; i++) {
      story.opened("account:" + i, "owner-" + i).paidIn("account:" + i, 1_000_000);
    }
    for (int i = 0; i < TRANSFERS; i++) {
      int from = chance.nextInt(ACCOUNTS);
      int to = (from + 1 + chance.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      story.moved("account:" + from, "account:" + to, 1 + chance.nextInt(9));
    }
    return story.log();
  }
}

package io.holdfast.query.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindRailEvents;
import io.holdfast.api.query.RailEvents;
import io.holdfast.api.query.RailEvents.Logged;
import io.holdfast.query.read.Reader;
import io.holdfast.testkit.TestDatabase;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RailEventQueriesIT {
  private static final TestDatabase DATABASE = TestDatabase.create("view");
  private static final JdbcClient DB = JdbcClient.create(DATABASE.dataSource());
  private static final RailEventQueries QUERIES =
      new RailEventQueries(
          new Reader(ConnectionFactories.get(options()), "view", Duration.ofSeconds(10)));

  /**
   * 1 opened, 2 and 3 a block and its deposit, 4 on another rail, then 6,000 of no rail, then 6005.
   */
  @BeforeAll
  static void log() {
    DB.sql("CREATE SCHEMA log").update();
    DB.sql(
            """
            CREATE TABLE log.event (log_index bigint PRIMARY KEY, event_id text, aggregate_id text,
              sequence_number bigint, at timestamptz, type text, payload bytea, metadata bytea)""")
        .update();
    append(1, "account.AccountOpened", "{}");
    append(2, "rail.BlockApplied", "{\"rail\":\"bitcoin\",\"height\":\"7\",\"blockHash\":\"aa\"}");
    append(
        3,
        "deposit.DepositDetected",
        "{\"rail\":\"bitcoin\",\"height\":\"7\",\"transaction\":\"tx\",\"actor\":\"system:bitcoin\"}");
    append(4, "rail.BlockApplied", "{\"rail\":\"stellar\",\"height\":\"7\"}");
    DB.sql(
            """
            INSERT INTO log.event (log_index, event_id, aggregate_id, sequence_number, at, type, payload, metadata)
            SELECT n, 'e' || n, 'a' || n, 0, now(), 'io.holdfast.api.account.AmountPosted', '{}', '{}'
            FROM generate_series(5, 6004) n""")
        .update();
    append(6005, "rail.BlockApplied", "{\"rail\":\"bitcoin\",\"height\":\"8\"}");
  }

  @Test
  void findsWhatARailCausedNewestFirstAndNothingElse() {
    assertThat(all(null, null, null, null)).containsExactly(6005L, 4L, 3L, 2L);
    assertThat(all("bitcoin", null, null, null)).containsExactly(6005L, 3L, 2L);
  }

  @Test
  void filtersByTypeHeightAndTransaction() {
    assertThat(all("bitcoin", "BlockApplied", null, null)).containsExactly(6005L, 2L);
    assertThat(all(null, null, 7L, null)).containsExactly(4L, 3L, 2L);
    assertThat(all(null, null, null, "tx")).containsExactly(3L);
    assertThat(all("bitcoin", "Applied", null, null)).isEmpty();
    assertThat(all("'; drop table log.event; --", null, null, null)).isEmpty();
  }

  @Test
  void tellsAnEventAsItStandsInTheLog() {
    Logged event = ask(null, null, null, "tx", 100, 10).items().getFirst();

    assertThat(event)
        .isEqualTo(
            new Logged(
                3,
                1_000,
                "DepositDetected",
                "a3",
                "bitcoin",
                7L,
                null,
                "tx",
                "system:bitcoin",
                null,
                "{\"a\":1}"));
  }

  @Test
  void looksThroughSoMuchOfTheLogAndSaysWhereToGoOn() {
    RailEvents first = ask("bitcoin", null, null, null, 0, 10);
    assertThat(first.items()).extracting(Logged::logIndex).containsExactly(6005L);
    assertThat(first.next()).isEqualTo(1006);

    RailEvents second = ask("bitcoin", null, null, null, 1006, 10);
    assertThat(second.items()).extracting(Logged::logIndex).containsExactly(3L, 2L);
    assertThat(second.next()).isNull();
  }

  @Test
  void endsAPageWhereItIsFullAndMissesNothingBehindIt() {
    RailEvents page = ask(null, null, null, null, 100, 2);
    assertThat(page.items()).extracting(Logged::logIndex).containsExactly(4L, 3L);
    assertThat(page.next()).isEqualTo(3);
    assertThat(ask(null, null, null, null, 3, 2).items())
        .extracting(Logged::logIndex)
        .containsExactly(2L);
  }

  @Test
  void refusesAPageThatIsNone() {
    assertThatThrownBy(() -> ask(null, null, null, null, -1, 10)).isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> ask(null, null, null, null, 0, 201)).isInstanceOf(Rejection.class);
  }

  private static List<Long> all(
      @Nullable String rail,
      @Nullable String type,
      @Nullable Long height,
      @Nullable String transaction) {
    List<Long> found = new ArrayList<>();
    Long before = 0L;
    while (before != null) {
      RailEvents page = ask(rail, type, height, transaction, before, 2);
      page.items().forEach(event -> found.add(event.logIndex()));
      before = page.next();
    }
    return found;
  }

  private static RailEvents ask(
      @Nullable String rail,
      @Nullable String type,
      @Nullable Long height,
      @Nullable String transaction,
      long before,
      int limit) {
    return QUERIES.find(new FindRailEvents(rail, type, height, transaction, before, limit)).join();
  }

  private static ConnectionFactoryOptions options() {
    return ConnectionFactoryOptions.parse(DATABASE.r2dbcUrl())
        .mutate()
        .option(ConnectionFactoryOptions.USER, DATABASE.username())
        .option(ConnectionFactoryOptions.PASSWORD, DATABASE.password())
        .build();
  }

  private static void append(long index, String type, String metadata) {
    DB.sql(
            """
            INSERT INTO log.event (log_index, event_id, aggregate_id, sequence_number, at, type, payload, metadata)
            VALUES (:n, 'e' || :n, 'a' || :n, 0, timestamptz 'epoch' + interval '1 s',
              'io.holdfast.api.' || :type, convert_to('{"a":1}', 'UTF8'), convert_to(:meta, 'UTF8'))""")
        .param("n", index)
        .param("type", type)
        .param("meta", metadata)
        .update();
  }
}

package io.holdfast.query;

import io.holdfast.query.account.AccountQueries;
import io.holdfast.query.journal.JournalQueries;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Reader;
import io.holdfast.query.read.ViewStreams;
import io.holdfast.query.read.WakeHub;
import io.holdfast.query.read.WakeListener;
import io.holdfast.query.statement.BalanceAsOfQueries;
import io.holdfast.query.statement.Moments;
import io.holdfast.query.statement.PostingQueries;
import io.holdfast.query.statement.ReasonQueries;
import io.holdfast.query.views.ReadModel;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** What a node reads with, wired by hand over one read model. */
public final class ReadSide implements AutoCloseable {
  public static final long NOW_MILLIS = 1_234;
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /** How many statements were asked of the database by its pool. */
  public final AtomicLong statements = new AtomicLong();

  public final WakeHub hub = new WakeHub();
  public final Reader reader;
  public final ViewStreams streams;
  public final Finder finder;
  public final AccountQueries accounts;
  public final JournalQueries journal;
  public final Moments moments;
  public final BalanceAsOfQueries asOf;
  public final PostingQueries postings;
  public final ReasonQueries reasons;
  private final WakeListener listener;

  public ReadSide(ReadModel model, Duration patience, Duration lookEvery) {
    ConnectionFactory connections = new CountedConnections(model.connections(), statements);
    Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW_MILLIS), ZoneOffset.UTC);
    reader = new Reader(connections, "view", READ_TIMEOUT);
    streams = new ViewStreams(reader, hub, clock);
    finder = new Finder(reader, hub, patience);
    accounts = new AccountQueries("view", finder, streams);
    journal = new JournalQueries(finder, streams);
    moments =
        new Moments(
            reader, finder, "view", () -> reader.position().blockOptional().orElseThrow(), clock);
    asOf = new BalanceAsOfQueries(reader, moments, "view");
    postings = new PostingQueries(reader, moments, "view");
    reasons = new ReasonQueries(reader, finder, "view");
    listener = new WakeListener(connections, reader, hub, lookEvery);
    listener.start();
  }

  @Override
  public void close() {
    listener.stop();
  }
}

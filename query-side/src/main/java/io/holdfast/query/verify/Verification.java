package io.holdfast.query.verify;

import io.holdfast.api.error.Defect;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.replay.ShadowViews;
import io.holdfast.query.verify.PlainBooks.Place;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Proves a ledger from its log, while it goes on being used: the laws of the log's order, every
 * view folded a second time and compared, and the balances added up by {@link PlainBooks} and
 * compared again, all as of one index. It writes to a schema of its own, which is gone afterwards,
 * and sends no command. One at a time on a database. Used by one thread.
 */
public final class Verification {
  private static final String SCHEMA = "view_check";
  private static final int BATCH = 10_000;

  /**
   * @param logIndex as of which everything was compared
   * @param findings what was looked at, in the order in which it was
   */
  public record Report(long logIndex, List<ReplayFinding> findings) {
    public Report {
      findings = List.copyOf(findings);
    }

    public boolean isGood() {
      return findings.stream().allMatch(finding -> finding.different() == 0);
    }
  }

  private final ShadowViews views;
  private final LongConsumer progress;
  private final PlainBooks books = new PlainBooks();

  /**
   * @param progress is told the index of the last event that was folded, batch by batch
   */
  public Verification(
      DataSource source,
      StreamableMessageSource<TrackedEventMessage<?>> log,
      LongConsumer progress) {
    this.views = new ShadowViews(source, log, SCHEMA, BATCH);
    this.progress = progress;
  }

  public Report run() throws SQLException, InterruptedException {
    List<ReplayFinding> findings = new ArrayList<>(views.atOneIndex(LogLaws::findings));
    try {
      findings.addAll(views.compareAll(SCHEMA, this::hear, this::compareBalances));
    } catch (RuntimeException e) {
      findings.add(unfoldable(e));
      findings.addAll(booksAlone());
    }
    findings.addAll(books.findings());
    return new Report(books.index(), findings);
  }

  private void hear(List<LoggedEvent> events) {
    events.forEach(books::take);
    progress.accept(books.index());
  }

  private ReplayFinding unfoldable(RuntimeException e) {
    return new ReplayFinding("views folded again", books.index(), 1, reason(e));
  }

  /** An event that the views cannot fold ends them, not the books. */
  private List<ReplayFinding> booksAlone() throws SQLException, InterruptedException {
    try {
      views.read(books.index(), this::hear);
      return List.of();
    } catch (RuntimeException e) {
      return List.of(new ReplayFinding("events read", books.index(), 1, reason(e)));
    }
  }

  /** What the defect says, else what is at the bottom of it. */
  private static String reason(Throwable e) {
    Throwable cause = e;
    while (!(cause instanceof Defect) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private List<ReplayFinding> compareBalances(Connection live) throws SQLException {
    Tally tally = new Tally("balances by the plain books");
    Set<Place> missing = books.places();
    try (Statement statement = live.createStatement()) {
      statement.setFetchSize(BATCH);
      try (ResultSet row =
          statement.executeQuery("select account_id, asset, posted, held from view.balance")) {
        while (row.next()) {
          Place place = new Place(row.getString(1), row.getString(2));
          missing.remove(place);
          compare(
              tally,
              place,
              row.getBigDecimal(3).toBigIntegerExact(),
              row.getBigDecimal(4).toBigIntegerExact());
        }
      }
    }
    missing.forEach(
        place ->
            tally.require(
                false, () -> "%s %s is missing".formatted(place.accountId(), place.asset())));
    return List.of(tally.finding());
  }

  private void compare(Tally tally, Place place, BigInteger posted, BigInteger held) {
    tally.checked();
    tally.require(
        books.posted(place).equals(posted) && books.held(place).equals(held),
        () ->
            "%s shows %s %s and %s held back, not %s and %s"
                .formatted(
                    place.accountId(),
                    posted,
                    place.asset(),
                    held,
                    books.posted(place),
                    books.held(place)));
  }
}

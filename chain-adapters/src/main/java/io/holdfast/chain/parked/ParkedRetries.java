package io.holdfast.chain.parked;

import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedKind;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger again what it refused, when that is due.
 *
 * <p>The law: only what still holds is told. A block may have lost its place since, and to report
 * its payments then would credit what nobody has. Therefore this is done by the rail's own loop,
 * between two of its steps: no block comes or goes meanwhile, and one process at a time does it.
 *
 * <p>First the ledger is told, then what came of it is recorded. Killed in between, the same is
 * told again, and the ledger's commands are idempotent.
 */
public final class ParkedRetries {
  private static final Logger LOG = LoggerFactory.getLogger(ParkedRetries.class);
  private static final int MOST = 20;

  /** How long the record of a retry may take until it is seen here. */
  private static final Duration RECORDING = Duration.ofSeconds(30);

  private final String rail;
  private final ParkedStore store;
  private final Reporter reporter;
  private final Clock clock;
  private final int finalityDepth;

  /**
   * @param finalityDepth as how many blocks deep the ledger counts what is final
   */
  public ParkedRetries(
      String rail, ParkedStore store, Reporter reporter, Clock clock, int finalityDepth) {
    this.rail = rail;
    this.store = store;
    this.reporter = reporter;
    this.clock = clock;
    this.finalityDepth = finalityDepth;
  }

  /** The rail's work with this before each turn of it. */
  public RailWork before(RailWork work) {
    return () -> {
      work();
      return work.work();
    };
  }

  /** Does what is due. */
  public void work() {
    store.unrecorded(rail, MOST).forEach(this::record);
    store.due(rail, clock.millis(), MOST).forEach(this::retry);
  }

  private void record(ParkedReport parked) {
    store.name(parked);
    tell(
        parked,
        new ParkFailure(
            parked.id(),
            ParkedKind.OBSERVATION,
            rail,
            parked.command(),
            parked.target(),
            parked.payload(),
            parked.errorCode(),
            parked.error(),
            parked.block(),
            parked.transaction(),
            clock.instant()));
    store.recorded(parked);
  }

  private void retry(ParkedReport parked) {
    switch (standing(parked)) {
      case HOLDS -> tellAgain(parked);
      case GONE ->
          resolve(
              parked,
              parked.tellsOfALoss() ? "its block has its place again" : "its block lost its place");
      case UNDER_WAY -> LOG.debug("{}: {} waits for its block", rail, parked.id());
    }
  }

  private void tellAgain(ParkedReport parked) {
    Optional<Report> report = parked.report();
    Optional<Rejection> refusal =
        report.isPresent() ? reporter.tell(report.get()) : Optional.of(parked.refusal());
    if (refusal.isEmpty()) {
      report.ifPresent(this::countAtOnce);
      resolve(parked, "accepted");
      return;
    }
    int attempt = parked.attempts() + 1;
    Rejection again = refusal.get();
    LOG.warn("{}: retry {} of {} was refused: {}", rail, attempt, parked.id(), again.code());
    tell(
        parked,
        new RecordRetryFailed(
            parked.id(), attempt, again.code().name(), again.reason(), clock.instant()));
    store.pause(parked, clock.instant().plus(RECORDING).toEpochMilli());
  }

  /**
   * A payment that was accepted late counts as deep as if it had been accepted in time. The rail
   * itself counts only what is not final and not at its finality depth: a payment beyond would be
   * counted by nobody, and never be credited, or not before the chain says that it is final.
   */
  private void countAtOnce(Report report) {
    BlockRef block = report.block();
    if (report.command() instanceof ReportPayment payment && block != null) {
      store
          .confirmations(rail, block, finalityDepth)
          .map(depth -> new CountConfirmations(payment.depositId(), block, depth))
          .map(count -> new Report(count, block, report.transaction()))
          .ifPresent(count -> reporter.observe(List.of(count)));
    }
  }

  private void resolve(ParkedReport parked, String outcome) {
    tell(parked, new ResolveParked(parked.id(), outcome));
    store.remove(parked);
  }

  private enum Standing {
    HOLDS,
    GONE,
    UNDER_WAY
  }

  private Standing standing(ParkedReport parked) {
    if (parked.block() == null) {
      return Standing.HOLDS;
    }
    return switch (store.stateOf(rail, parked.block()).orElse("ORPHANED")) {
      case "APPLIED" -> parked.tellsOfALoss() ? Standing.GONE : Standing.HOLDS;
      case "ORPHANED" -> parked.tellsOfALoss() ? Standing.HOLDS : Standing.GONE;
      default -> Standing.UNDER_WAY;
    };
  }

  /** The record itself is no observation that could be parked. */
  private void tell(ParkedReport parked, ParkedCommand command) {
    reporter
        .tell(new Report(command, parked.block(), parked.transaction()))
        .ifPresent(
            refusal -> {
              throw new LedgerFault(
                  "the ledger keeps no record of " + parked.id() + ": " + refusal, refusal);
            });
  }
}

package io.holdfast.chain.ledger;

import io.holdfast.api.Command;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger, and waits for its answers. At least once: what was told is told again after a
 * fault, and the ledger's commands are idempotent.
 */
public final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final ParkingLot parkingLot;
  private final String rail;

  public Reporter(Ledger ledger, ParkingLot parkingLot, String rail) {
    this.ledger = ledger;
    this.parkingLot = parkingLot;
    this.rail = rail;
  }

  /**
   * Tells observations, all at once. Those that the ledger refuses are parked, and the rest goes
   * on.
   *
   * @throws LedgerFault when an answer is missing
   */
  public void observe(List<Report> reports) {
    List<CompletableFuture<Boolean>> answers = reports.stream().map(this::send).toList();
    for (int i = 0; i < reports.size(); i++) {
      Report report = reports.get(i);
      await(answers.get(i))
          .ifPresent(
              refusal -> {
                LOG.warn("parked {}: {} {}", report, refusal.code(), refusal.reason());
                parkingLot.park(report, refusal);
              });
    }
  }

  /**
   * Tells one thing and answers with the ledger's refusal, if it refuses.
   *
   * @throws LedgerFault when the answer is missing
   */
  public Optional<Rejection> tell(Report report) {
    return await(send(report));
  }

  /**
   * Tells what the ledger has no reason to refuse, and what comes from no block.
   *
   * @throws LedgerFault when it refuses, or the answer is missing
   */
  public void require(Command command) {
    tell(new Report(command, null, null))
        .ifPresent(
            refusal -> {
              throw new LedgerFault("the ledger refuses " + command + ": " + refusal, refusal);
            });
  }

  private CompletableFuture<Boolean> send(Report report) {
    return ledger.send(report.command(), metadata(report));
  }

  private Map<String, String> metadata(Report report) {
    Map<String, String> metadata = new HashMap<>();
    metadata.put(MetaKeys.ACTOR, "system:" + rail);
    metadata.put(MetaKeys.RAIL, rail);
    String origin = report.command().targetId();
    if (report.transaction() != null) {
      origin = report.transaction();
      metadata.put(MetaKeys.TRANSACTION, report.transaction());
    }
    if (report.block() != null) {
      origin = report.block().hash();
      metadata.put(MetaKeys.HEIGHT, Long.toString(report.block().height()));
      metadata.put(MetaKeys.BLOCK_HASH, report.block().hash());
    }
    metadata.put(MetaKeys.CORRELATION_ID, rail + ":" + origin);
    return metadata;
  }

  private static Optional<Rejection> await(CompletableFuture<Boolean> answer) {
    try {
      answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(
          refusal(e).orElseThrow(() -> new LedgerFault("the ledger failed: " + e.getCause(), e)));
    } catch (TimeoutException e) {
      throw new LedgerFault("the ledger did not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerFault("interrupted while the ledger answered", e);
    }
  }

  /** A refusal that a later try cannot change. Others are faults of the moment. */
  private static Optional<Rejection> refusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Rejection rejection) {
        return Optional.of(rejection).filter(Reporter::lasts);
      }
    }
    return Optional.empty();
  }

  private static boolean lasts(Rejection rejection) {
    return switch (rejection.code().kind()) {
      case UNAVAILABLE, DEFECT, TOO_MANY -> false;
      default -> rejection.code() != ErrorCode.CONCURRENT_CHANGE;
    };
  }
}

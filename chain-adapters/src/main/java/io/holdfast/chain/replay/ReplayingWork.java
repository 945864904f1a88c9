package io.holdfast.chain.replay;

import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayId;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import io.holdfast.chain.run.RailWork;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A rail's work, and after each turn of it some blocks of a replay: few enough that the rail goes
 * on following. What fails in a replay never holds up the rail. Silence is waited out; a block that
 * cannot be taken in again ends the replay after some tries, for it would fail for ever.
 *
 * @param <B> the content of a block
 */
public final class ReplayingWork<B> implements RailWork {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayingWork.class);
  private static final int MOST_BLOCKS = 20;
  private static final long MOST_MILLIS = 1_000;
  private static final long TELL_EVERY_MILLIS = 1_000;
  private static final long RETRY_MILLIS = 2_000;
  private static final int MOST_TRIES = 5;

  private final RailWork work;
  private final String rail;
  private final ChainReplay<B> replay;
  private final ReplayStore orders;
  private final Reporter reporter;
  private final Clock clock;
  private long notBeforeMillis;
  private long toldMillis;
  private int tries;

  public ReplayingWork(
      RailWork work,
      String rail,
      ChainReplay<B> replay,
      ReplayStore orders,
      Reporter reporter,
      Clock clock) {
    this.work = work;
    this.rail = rail;
    this.replay = replay;
    this.orders = orders;
    this.reporter = reporter;
    this.clock = clock;
  }

  /** A cancellation is heard first: it counts also while the chain cannot be followed. */
  @Override
  public boolean work() {
    tryTo(this::endWhatIsCancelled);
    boolean more = work.work();
    return tryTo(this::goOn) || more;
  }

  /** Answers whether there is more to do at once. */
  private boolean tryTo(Attempt attempt) {
    try {
      return clock.millis() >= notBeforeMillis && attempt.isOn();
    } catch (RuntimeException failure) {
      failed(failure);
      return false;
    }
  }

  private void failed(RuntimeException failure) {
    notBeforeMillis = clock.millis() + RETRY_MILLIS;
    tries += isOfTheMoment(failure) ? 0 : 1;
    LOG.warn("{}: the replay does not go on, again in {} ms", rail, RETRY_MILLIS, failure);
  }

  private static boolean isOfTheMoment(RuntimeException failure) {
    return failure instanceof NodeUnreachable
        || failure instanceof NodeTimedOut
        || failure instanceof LedgerFault
        || failure instanceof DataAccessException
        || failure instanceof TransactionException;
  }

  private boolean endWhatIsCancelled() {
    Optional<ReplayOrder> cancelled = orders.next(rail).filter(ReplayOrder::cancelled);
    cancelled.ifPresent(
        order ->
            end(
                order,
                ReplayOutcome.CANCELLED,
                "stopped; what was told stays: " + order.tally().inWords()));
    return cancelled.isPresent();
  }

  private boolean goOn() {
    Optional<ReplayOrder> order = orders.next(rail);
    if (order.isEmpty()) {
      return false;
    }
    if (tries >= MOST_TRIES) {
      fail(order.get());
      return true;
    }
    Optional<ChainNode<B>> node = replay.node();
    node.ifPresent(this::readSome);
    return node.isPresent();
  }

  private void readSome(ChainNode<B> node) {
    long until = clock.millis() + MOST_MILLIS;
    for (int i = 0; i < MOST_BLOCKS && clock.millis() <= until; i++) {
      ReplayOrder order = orders.next(rail).orElseThrow();
      if (!replay.step(order, node)) {
        tellProgress(order);
        end(order, ReplayOutcome.COMPLETED, order.tally().inWords());
        return;
      }
      tries = 0;
    }
    if (clock.millis() - toldMillis >= TELL_EVERY_MILLIS) {
      orders.next(rail).ifPresent(this::tellProgress);
      toldMillis = clock.millis();
    }
  }

  private void tellProgress(ReplayOrder order) {
    OptionalLong next = order.nextHeight();
    if (next.isPresent()) {
      long from = Objects.requireNonNull(order.from());
      long to = Objects.requireNonNull(order.to());
      reporter.require(
          new RecordReplayProgress(
              new ReplayId(order.replayId()),
              ReplayPart.CHAIN,
              next.getAsLong() - from,
              to - from + 1));
    }
  }

  private void fail(ReplayOrder order) {
    String where = order.nextHeight().isPresent() ? " at block " + order.next() : "";
    end(
        order,
        ReplayOutcome.FAILED,
        "it does not go on%s, and the program's log says why; until there: %s"
            .formatted(where, order.tally().inWords()));
  }

  private void end(ReplayOrder order, ReplayOutcome outcome, String detail) {
    reporter.require(
        new EndReplayPart(
            new ReplayId(order.replayId()),
            ReplayPart.CHAIN,
            outcome,
            detail,
            order.tally().findings()));
    orders.remove(order.replayId());
    tries = 0;
    LOG.info("{}: {} {}, {}", rail, order.replayId(), outcome, detail);
  }

  @FunctionalInterface
  private interface Attempt {
    boolean isOn();
  }
}

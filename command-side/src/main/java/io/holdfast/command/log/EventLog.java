package io.holdfast.command.log;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing end of the log on this node. Decisions are queued by the threads that made them; one
 * writer takes what has gathered and appends it in one round trip and one commit.
 *
 * <h2>What is promised</h2>
 *
 * The outcome of a decision completes normally only when all its events, and everything it was
 * decided on, are durable. It fails with {@link ConcurrencyException} when nothing of it is in the
 * log because it was decided on a state that is not the true one; with LOG_UNAVAILABLE when nothing
 * of it is in the log because the database was away; with OUTCOME_UNKNOWN when the database went
 * away while it was being appended and did not come back in time to be asked.
 *
 * <h2>Why it may be decided on what is not yet durable</h2>
 *
 * An aggregate is unlocked as soon as its events are queued, so that the next command on it need
 * not wait for the commit. That command is decided on a state that may still fail. It is safe
 * because of one rule:
 *
 * <p><b>Every decision names the heads it was decided on</b>: of aggregates it changed, of those it
 * only read, and also when it has nothing to append (a refusal, a quiet success). When its turn
 * comes, it stands only if those are the heads; among those written together that is checked by
 * {@link Sieve}, against the log by {@code log.append}, under the lock that all nodes share. The
 * log is therefore a serial order of all decisions of all nodes, whatever any node's memory says.
 *
 * <p>What follows from it, case by case:
 *
 * <ul>
 *   <li>The queue is first in, first out, and a decision is queued before its aggregates are
 *       unlocked, so it stands behind all it was built on. When one of those falls, its events
 *       never become heads, and so everything built on it falls too, in its turn.
 *   <li>A state that was wrong is forgotten by whoever is told so, before trying again ({@link
 *       AggregateStates#forget}): it waits for the aggregate's lock, so that no handler can put the
 *       wrong state back. Until then decisions on it fall; none can do harm.
 *   <li>Another node's events show in the same way: the decision falls, the state is forgotten and
 *       read anew.
 *   <li>A state dropped from memory for want of room, while its last events are on their way, would
 *       be read too old. So who reads an aggregate from the log first waits for those ({@link
 *       #awaitPending}), holding the aggregate's lock, so that no new ones come. The writer never
 *       takes an aggregate's lock: no circle of waiting can form.
 * </ul>
 *
 * <h2>When the database fails</h2>
 *
 * A statement that fails while the connection lives has changed nothing. If the connection is lost,
 * the outcome is in doubt, for a batch may be durable though its answer never came: the writer
 * opens a new session, which first ends the old one on the server, takes the lock and looks. If the
 * batch is there, it is acknowledged; if not, it is appended again. Both are exact, for a batch is
 * one commit, and a second one would find other heads. A watchdog gives up on what waited longer
 * than {@link LogProperties#outageWaitMillis}; from then on new decisions are refused at once until
 * the database answers again. What was given up in doubt may be in the log or not; whoever builds
 * on the wrong guess falls, by the rule above.
 */
public final class EventLog implements AutoCloseable {
  static final Logger LOGGER = LoggerFactory.getLogger(EventLog.class);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final DataSource source;
  private final LogProperties properties;
  private final LogTail tail;
  private final String sessionName = "holdfast-log-" + UUID.randomUUID();

  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition work = mutex.newCondition();
  private final Queue<Decision> queue = new ArrayDeque<>();
  private List<Decision> inFlight = List.of();
  private boolean down;
  private boolean closed;

  /** Aggregate id to the last queued decision that writes it. */
  private final ConcurrentMap<String, Decision> pending = new ConcurrentHashMap<>();

  /** When the writer took up the batch it is busy with, in nanoTime; 0 when it is idle. */
  private volatile long busySinceNanos;

  /** Whether the batch was sent and not answered. */
  private volatile boolean inDoubt;

  private WriterSession session;
  private final Thread writer;
  private final Thread watchdog;

  /**
   * Connects and starts the writer.
   *
   * @throws NotDurableException when the server may lose what it acknowledged
   */
  public EventLog(DataSource source, LogProperties properties, LogTail tail) {
    this.source = source;
    this.properties = properties;
    this.tail = tail;
    try {
      session = new WriterSession(source, sessionName, properties);
    } catch (SQLException e) {
      throw new LogException("the log's database does not answer", e);
    }
    writer = Thread.ofPlatform().daemon().name("holdfast-log-writer").unstarted(this::run);
    watchdog = Thread.ofPlatform().daemon().name("holdfast-log-watchdog").unstarted(this::watch);
    writer.start();
    watchdog.start();
  }

  /**
   * Queues a decision. To be called while the aggregates it read are still locked.
   *
   * @throws Rejection LOG_UNAVAILABLE, or TOO_MANY_REQUESTS when too many wait
   */
  void submit(Decision decision) {
    mutex.lock();
    try {
      if (closed || down) {
        throw unavailable();
      }
      if (queue.size() >= properties.queueLimit()) {
        throw new Rejection(
            ErrorCode.TOO_MANY_REQUESTS, "The ledger is busy. Please try again in a moment.");
      }
      queue.add(decision);
      decision.rows.forEach(row -> pending.put(row.aggregateId(), decision));
      work.signal();
    } finally {
      mutex.unlock();
    }
  }

  /** Queues a decision and waits for its outcome. */
  void appendAndWait(Map<String, Long> heads, List<Row> rows) {
    Decision decision = new Decision(heads, rows);
    submit(decision);
    try {
      decision.outcome.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Waits until nothing is on its way into the log for this aggregate any more. */
  void awaitPending(String aggregateId) {
    Decision decision = pending.get(aggregateId);
    if (decision != null) {
      decision.awaitKnown();
    }
  }

  /** Writes what is queued, and ends. What can't be written in time fails as given up. */
  @Override
  public void close() {
    mutex.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      mutex.unlock();
    }
    try {
      writer.join(properties.outageWait().multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watchdog.interrupt();
    giveUp(busySinceNanos);
    session.close();
  }

  // ---- the writer

  private void run() {
    for (List<Decision> batch = take(); !batch.isEmpty(); batch = take()) {
      try {
        write(batch);
      } catch (RuntimeException defect) {
        LOGGER.error("a defect in the log's writer; what it was writing is in doubt", defect);
        fail(batch, EventLog::unknown);
        inDoubt = false;
      }
    }
  }

  /**
   * What has gathered, in order; empty when the log is closed and everything is written. Whoever
   * comes for more has had the database's answer: so this is where an outage ends.
   */
  private List<Decision> take() {
    mutex.lock();
    try {
      inFlight = List.of();
      busySinceNanos = 0;
      down = false;
      while (queue.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      List<Decision> batch = new ArrayList<>();
      for (int events = 0; !queue.isEmpty() && events < properties.batchEvents(); ) {
        Decision next = queue.remove();
        batch.add(next);
        events += next.rows.size();
      }
      inFlight = batch;
      busySinceNanos = System.nanoTime() | 1;
      return batch;
    } finally {
      mutex.unlock();
    }
  }

  private void write(List<Decision> batch) {
    List<Decision> open = batch;
    Map<String, Long> told = Map.of();
    while (!open.isEmpty()) {
      Sieve sieve = new Sieve(open, told);
      fail(sieve.fallen(), EventLog::stale);
      try {
        told = append(sieve.kept(), sieve.expected()).staleHeads();
        open = told.isEmpty() ? sieve.left() : joined(sieve.kept(), sieve.left());
      } catch (SQLException e) {
        open = joined(afterFailure(e, sieve.kept()), sieve.left());
        told = Map.of();
      }
    }
  }

  private static List<Decision> joined(List<Decision> first, List<Decision> then) {
    return Stream.concat(first.stream(), then.stream()).filter(Decision::isOpen).toList();
  }

  private Appended append(List<Decision> batch, Map<String, Long> expected) throws SQLException {
    if (batch.isEmpty() || !begin(batch)) {
      return Appended.NOTHING;
    }
    List<Row> rows = rows(batch);
    Appended appended = session.append(expected, rows);
    if (appended.isDone()) {
      settle(batch, rows, appended.lastIndex());
    }
    inDoubt = false;
    return appended;
  }

  /**
   * From here on the batch is in doubt, until it is settled. False when it was given up before: who
   * was told that nothing was changed must be right.
   */
  private boolean begin(List<Decision> batch) {
    mutex.lock();
    try {
      inDoubt = batch.stream().allMatch(Decision::isOpen);
      return inDoubt;
    } finally {
      mutex.unlock();
    }
  }

  private void settle(List<Decision> batch, List<Row> rows, long lastIndex) {
    long first = lastIndex - rows.size() + 1;
    long index = first - 1;
    for (Decision decision : batch) {
      index += decision.rows.size();
      leave(decision);
      decision.outcome.complete(decision.rows.isEmpty() ? Decision.NOTHING_APPENDED : index);
    }
    tail.appended(first, rows);
  }

  private void fail(Collection<Decision> decisions, Supplier<RuntimeException> reason) {
    for (Decision decision : decisions) {
      leave(decision);
      decision.outcome.completeExceptionally(reason.get());
    }
  }

  private void leave(Decision decision) {
    decision.rows.forEach(row -> pending.remove(row.aggregateId(), decision));
  }

  // ---- failure

  /** What of the batch must be tried again. */
  private List<Decision> afterFailure(SQLException failure, List<Decision> batch) {
    LOGGER.warn("an append of {} decisions failed: {}", batch.size(), failure.getMessage());
    return switch (Outage.of(failure)) {
      case CONNECTION_LOST -> recover(batch);
      case RESOURCES_LACKING -> {
        inDoubt = false;
        yield recover(batch);
      }
      case REFUSED -> {
        inDoubt = false;
        isolate(batch, failure);
        yield List.of();
      }
    };
  }

  /** Gets a new session, and finds out what became of a batch whose answer never came. */
  private List<Decision> recover(List<Decision> batch) {
    while (true) {
      session.abandon();
      LockSupport.parkNanos(PAUSE_NANOS);
      try {
        session = new WriterSession(source, sessionName, properties);
        OptionalLong lastIndex = inDoubt ? find(batch) : OptionalLong.empty();
        LOGGER.info("the log's database answers again");
        lastIndex.ifPresent(index -> settle(batch, rows(batch), index));
        inDoubt = false;
        return lastIndex.isPresent() ? List.of() : batch;
      } catch (SQLException | NotDurableException e) {
        LOGGER.warn("the log's database does not answer: {}", e.getMessage());
        if (hasClosed()) {
          fail(batch, inDoubt ? EventLog::unknown : EventLog::unavailable);
          return List.of();
        }
      }
    }
  }

  /** The index of the batch's last event if the batch is in the log. */
  private OptionalLong find(List<Decision> batch) throws SQLException {
    List<Row> rows = rows(batch);
    if (rows.isEmpty()) {
      return OptionalLong.empty();
    }
    return session.find(rows.getLast());
  }

  /** The database refuses something in the batch: each decision alone, so that only it falls. */
  private void isolate(List<Decision> batch, SQLException failure) {
    if (batch.size() == 1) {
      fail(batch, () -> new LogException("the database refuses an append", failure));
    } else {
      batch.stream().filter(Decision::isOpen).forEach(decision -> write(List.of(decision)));
    }
  }

  private void watch() {
    while (!Thread.interrupted()) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long since = busySinceNanos;
      if (since != 0 && System.nanoTime() - since > properties.outageWait().toNanos()) {
        giveUp(since);
      }
    }
  }

  /**
   * Fails whatever waits, and refuses new decisions until the database answers again. Does nothing
   * when the writer is no longer busy with what it took up then.
   */
  private void giveUp(long since) {
    mutex.lock();
    try {
      if (busySinceNanos != since) {
        return;
      }
      down = true;
      List<Decision> waiting = List.copyOf(queue);
      queue.clear();
      fail(inFlight, inDoubt ? EventLog::unknown : EventLog::unavailable);
      fail(waiting, EventLog::unavailable);
    } finally {
      mutex.unlock();
    }
  }

  private boolean hasClosed() {
    mutex.lock();
    try {
      return closed;
    } finally {
      mutex.unlock();
    }
  }

  private static List<Row> rows(List<Decision> batch) {
    List<Row> rows = new ArrayList<>();
    batch.forEach(decision -> rows.addAll(decision.rows));
    return rows;
  }

  private static ConcurrencyException stale() {
    return new ConcurrencyException("decided on a state that is not the true one");
  }

  static Rejection unavailable() {
    return new Rejection(
        ErrorCode.LOG_UNAVAILABLE, "The ledger's database does not answer. Nothing was changed.");
  }

  private static Rejection unknown() {
    return new Rejection(
        ErrorCode.OUTCOME_UNKNOWN,
        "The ledger's database was lost while it answered. Ask again with the same id to find out.");
  }
}

package io.holdfast.chain.reconcile;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.PostponeComparison;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts;
import io.holdfast.chain.port.OwnFacts.Part;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Compares chain and ledger from time to time, of one asset on one rail. The chain is asked on a
 * thread of its own, for that may take minutes; all else happens on the rail's thread between two
 * blocks. There everything that was told is acknowledged and nothing is told meanwhile, so that the
 * chain, our facts and the ledger speak of the same block or there is no comparison: a rail that
 * moved while the chain was asked is asked anew.
 *
 * <p>Used by the rail's thread.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** After something failed. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** So often blocks may come in between before people are told that they do. */
  private static final int MOST_QUIET_TRIES = 5;

  /** The chain and our facts name different things. */
  private static final Set<DifferenceKind> OF_FACTS =
      EnumSet.of(DifferenceKind.UNOBSERVED, DifferenceKind.MISSING, DifferenceKind.AMOUNT_DIFFERS);

  /** Taken in again between two looks at the rail's own work. */
  private static final int BLOCKS_AT_ONCE = 20;

  private final Asset asset;
  private final Holdings chain;
  private final OwnFacts facts;
  private final LedgerBooks ledger;
  private final Repair repair;
  private final BooleanSupplier wished;
  private final Consumer<Command> teller;
  private final Clock clock;
  private final Duration interval;
  private final Executor aside;

  private final Set<Missed> tried = new HashSet<>();
  private final Deque<Again> again = new ArrayDeque<>();
  private @Nullable Look look;
  private long dueMillis;
  private int tries;

  /** The chain has so much more of this than we know of. */
  private record Missed(String subject, BigInteger amount) {}

  /** A block that may tell of it. */
  private record Again(Missed missed, long height) {}

  /** The chain is being asked what is ours at this block. */
  private record Look(BlockRef block, CompletableFuture<Optional<Told>> answer) {}

  /** What is ours, and what was when our facts began, where that had to be asked. */
  private record Told(List<Holding> ours, Optional<Beginning> beginning) {}

  private record Beginning(BlockRef block, List<Holding> ours) {}

  /**
   * @param wished whether somebody waits for a comparison
   * @param aside runs what takes long, and wakes the rail when it is done
   */
  public Reconciler(
      Compared compared,
      LedgerBooks ledger,
      BooleanSupplier wished,
      Clock clock,
      Duration interval,
      Executor aside) {
    this.asset = compared.facts().asset();
    this.chain = compared.chain();
    this.facts = compared.facts();
    this.repair = compared.repair();
    this.teller = compared.teller();
    this.ledger = ledger;
    this.wished = wished;
    this.clock = clock;
    this.interval = interval;
    this.aside = aside;
  }

  /** Does the next step, if there is one. Called between two blocks. */
  public void step() {
    Look running = look;
    if (!again.isEmpty()) {
      takeInSomeAgain();
    } else if (running == null) {
      if (isDue()) {
        begin();
      }
    } else if (running.answer().isDone()) {
      look = null;
      end(running);
    }
  }

  /** Blocks are coming in, one after the other: whoever waits is told why. */
  public void busy() {
    if (isDue()) {
      again("blocks are being taken in", Duration.ZERO);
    }
  }

  /** The step did not come to its end: some of it may have happened, and may happen again. */
  void failed() {
    again.forEach(each -> tried.remove(each.missed()));
    again.clear();
    tries++;
    dueMillis = clock.millis() + RETRY.toMillis();
  }

  private boolean isDue() {
    return clock.millis() >= dueMillis || (tries == 0 && wished.getAsBoolean());
  }

  private void begin() {
    Optional<BlockRef> cursor = facts.cursor();
    if (cursor.isEmpty()) {
      again("no block stands firm yet", Duration.ofSeconds(1));
      return;
    }
    BlockRef block = cursor.get();
    Optional<BlockRef> beginning = facts.beginning();
    look = new Look(block, CompletableFuture.supplyAsync(() -> ask(block, beginning), aside));
  }

  private Optional<Told> ask(BlockRef block, Optional<BlockRef> beginning) {
    return chain
        .at(block)
        .map(
            ours ->
                new Told(
                    ours, beginning.map(asked -> began(asked).orElse(new Beginning(block, ours)))));
  }

  /** Some chains keep no old state at all, and a node may have thrown it away. */
  private Optional<Beginning> began(BlockRef block) {
    try {
      return chain.at(block).map(ours -> new Beginning(block, ours));
    } catch (RpcError forgotten) {
      LOG.info("{}: what was ours after {} is not known any more", asset.rail(), block, forgotten);
      return Optional.empty();
    }
  }

  private void end(Look asked) {
    Optional<Told> told;
    try {
      told = asked.answer().join();
    } catch (CompletionException e) {
      LOG.warn("{}: the chain does not tell what is ours", asset.rail(), e.getCause());
      postpone("the node does not tell what is ours", RETRY);
      return;
    }
    if (told.isEmpty()) {
      again("the node stands on another block than we do", Duration.ofSeconds(1));
    } else if (!facts.cursor().equals(Optional.of(asked.block()))) {
      again("blocks came in while the chain was looked through", Duration.ZERO);
    } else {
      told.get().beginning().ifPresent(began -> facts.beginWith(began.block(), began.ours()));
      compare(asked.block(), told.get().ours());
    }
  }

  private void compare(BlockRef block, List<Holding> holdings) {
    List<Part> lines = new ArrayList<>(facts.unowed());
    Optional<LedgerBooks.Sum> owed =
        ledger.at(block, (List<InFlight> some) -> lines.addAll(facts.mined(some)));
    if (owed.isEmpty()) {
      again("the read model has not reached this block", Duration.ofSeconds(1));
      return;
    }
    Judge.Own own = new Judge.Own(facts.held(), facts.spentElsewhere(), lines, facts.ofWhich());
    Comparison comparison =
        new Judge(asset, facts::about)
            .compare(
                block, holdings, own, new Judge.Owed(owed.get().logIndex(), owed.get().owed()));
    teller.accept(new RecordComparison(asset.rail(), asset.code(), comparison));
    tries = 0;
    dueMillis = clock.millis() + interval.toMillis();
    log(comparison);
    if (nothingWasMissed(comparison)) {
      facts.agree(block);
    }
    lookAgain(comparison, holdings);
    takeInSomeAgain();
  }

  /** What is owed otherwise, and what others took, are differences of which our facts know. */
  private static boolean nothingWasMissed(Comparison comparison) {
    return comparison.omitted() == 0
        && comparison.differences().stream().map(Difference::kind).noneMatch(OF_FACTS::contains);
  }

  /**
   * Only for what was missed: the chain has it for certain, and taking in a block again does
   * nothing else. Each is tried once by each program; what that does not help needs a person.
   */
  private void lookAgain(Comparison comparison, List<Holding> holdings) {
    Map<String, Holding> there =
        holdings.stream().collect(toMap(Holding::subject, Function.identity()));
    for (Difference each : comparison.differences()) {
      Missed missed =
          new Missed(each.subject(), each.found().minor().subtract(each.expected().minor()));
      if (each.kind() == DifferenceKind.UNOBSERVED && tried.add(missed)) {
        facts.mayTellOf(Objects.requireNonNull(there.get(each.subject()))).stream()
            .map(height -> new Again(missed, height))
            .forEach(again::add);
      }
    }
  }

  /** Some at a time, so that the rail goes on meanwhile. What helped is looked at anew at once. */
  private void takeInSomeAgain() {
    for (int i = 0; i < BLOCKS_AT_ONCE && !again.isEmpty(); i++) {
      Again next = again.getFirst();
      if (helps(next)) {
        again.removeIf(each -> each.missed().equals(next.missed()));
        dueMillis = clock.millis();
      } else {
        again.removeFirst();
      }
    }
  }

  private boolean helps(Again block) {
    String subject = block.missed().subject();
    BigInteger before = facts.amountOf(subject);
    if (!repair.takeInAgain(block.height()) || facts.amountOf(subject).equals(before)) {
      return false;
    }
    CaseId id = CaseId.of(asset.rail(), asset.code(), DifferenceKind.UNOBSERVED, subject);
    teller.accept(new RecordRepair(id, "Took in again what block " + block.height() + " says."));
    return true;
  }

  private void log(Comparison comparison) {
    for (Difference each : comparison.differences()) {
      boolean theft = each.kind() == DifferenceKind.SPENT_ELSEWHERE;
      LOG.atLevel(theft ? Level.ERROR : Level.WARN)
          .log(
              "{}: {} {} of {}: our books say {}, the chain {}",
              asset.rail(),
              each.kind(),
              each.subject(),
              asset.code(),
              each.expected().digits(),
              each.found().digits());
    }
    LOG.debug("{}: compared {} at {}", asset.rail(), asset.code(), comparison.block());
  }

  /** Not now, and no cause for a word unless it goes on. */
  private void again(String reason, Duration pause) {
    tries++;
    if (tries > MOST_QUIET_TRIES) {
      postpone(reason, RETRY);
    } else {
      dueMillis = clock.millis() + pause.toMillis();
    }
  }

  private void postpone(String reason, Duration pause) {
    tries++;
    dueMillis = clock.millis() + pause.toMillis();
    teller.accept(new PostponeComparison(asset.rail(), asset.code(), reason));
  }
}

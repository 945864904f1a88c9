package io.holdfast.chain.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.reconciliation.PostponeComparison;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a comparison is made, and when not. */
class ReconcilerTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final BlockRef THREE = new BlockRef(3, "h3");
  private static final BlockRef SEVEN = new BlockRef(7, "h7");
  private static final BlockRef EIGHT = new BlockRef(8, "h8");

  private final List<Command> told = new ArrayList<>();
  private final List<Runnable> aside = new ArrayList<>();
  private final List<Holding> chain = new ArrayList<>(List.of(coin("a", 100)));
  private final List<Holding> held = new ArrayList<>(List.of(coin("a", 100)));
  private final List<Long> takenInAgain = new ArrayList<>();
  private Optional<BlockRef> cursor = Optional.of(SEVEN);
  private BlockRef nodesBlock = SEVEN;
  private boolean nodeHangs;
  private boolean viewsAreLate;
  private boolean cursorFails;
  private boolean repairHelps = true;
  private boolean wished;
  private boolean repairFails;
  private long helpful = -1;
  private final List<Long> mayTell = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final List<BlockRef> agreed = new ArrayList<>();
  private final Map<BlockRef, Optional<List<Holding>>> older = new HashMap<>();
  private Optional<BlockRef> beginning = Optional.empty();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  private int stepsUntilKilled = Integer.MAX_VALUE;

  private Reconciler reconciler = started();

  private Reconciler started() {
    return new Reconciler(
        new Compared(this::holdings, new Facts(), this::takeInAgain, this::tell),
        this::books,
        () -> wished,
        ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
        Duration.ofHours(1),
        aside::add);
  }

  @Test
  void comparesAtTheStartAndThenOnceInAnInterval() {
    run();
    assertThat(comparisons()).singleElement().satisfies(each -> assertAgrees(each, SEVEN));
    run();
    assertThat(comparisons()).hasSize(1);
    now = now.plus(Duration.ofHours(1));
    run();
    assertThat(comparisons()).hasSize(2);
  }

  @Test
  void comparesWhenSomebodyAsks() {
    run();
    wished = true;
    run();
    assertThat(comparisons()).hasSize(2);
  }

  @Test
  void isNotHeldUpWhileTheChainIsAsked() {
    reconciler.step();
    reconciler.step();
    assertThat(aside).hasSize(1);
    assertThat(told).isEmpty();
  }

  @Test
  void comparesNothingWhenABlockCameInMeanwhile() {
    reconciler.step();
    aside.removeFirst().run();
    cursor = Optional.of(EIGHT);
    nodesBlock = EIGHT;
    reconciler.step();
    assertThat(told).isEmpty();

    run();
    assertThat(comparisons()).singleElement().satisfies(each -> assertAgrees(each, EIGHT));
  }

  @Test
  void comparesNothingWhileABlockIsHalfIn() {
    cursor = Optional.empty();
    run();
    assertThat(aside).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void comparesNothingWithAnotherBlockOfTheNode() {
    nodesBlock = EIGHT;
    run();
    assertThat(told).isEmpty();
  }

  @Test
  void comparesNothingWithViewsThatAreLate() {
    viewsAreLate = true;
    run();
    assertThat(told).isEmpty();
  }

  @Test
  void saysWhyWhenItGoesOnAndComparesWhenItIsOver() {
    nodesBlock = EIGHT;
    for (int i = 0; i < 10; i++) {
      run();
      now = now.plusSeconds(2);
    }
    assertThat(told)
        .containsExactly(
            new PostponeComparison(
                "bitcoin", "BTC", "the node stands on another block than we do"));
    nodesBlock = SEVEN;
    now = now.plusSeconds(30);
    run();
    assertThat(comparisons()).hasSize(1);
  }

  @Test
  void saysSoAtOnceWhenTheNodeDoesNotTellAndAsksAgainLater() {
    nodeHangs = true;
    run();
    assertThat(told)
        .containsExactly(
            new PostponeComparison("bitcoin", "BTC", "the node does not tell what is ours"));
    nodeHangs = false;
    run();
    assertThat(comparisons()).isEmpty();
    now = now.plusSeconds(30);
    run();
    assertThat(comparisons()).hasSize(1);
  }

  @Test
  void saysThatBlocksAreComingInWhileTheyDo() {
    for (int i = 0; i < 10; i++) {
      reconciler.busy();
    }
    assertThat(told)
        .containsExactly(new PostponeComparison("bitcoin", "BTC", "blocks are being taken in"));
  }

  @Test
  void takesInAgainWhatWasMissedTellsItAndComparesAnew() {
    chain.add(coin("b", 50));
    run();

    assertThat(takenInAgain).containsExactly(5L);
    assertThat(told).hasSize(2);
    assertThat(told.getLast())
        .isEqualTo(
            new RecordRepair(
                CaseId.of("bitcoin", "BTC", DifferenceKind.UNOBSERVED, "b"),
                "Took in again what block 5 says."));
    run();
    assertThat(comparisons()).hasSize(2);
    assertThat(comparisons().getLast().comparison().differences()).isEmpty();
  }

  @Test
  void triesARepairOnceAndTellsNoneThatDidNotHelp() {
    repairHelps = false;
    chain.add(coin("b", 50));
    run();
    now = now.plus(Duration.ofHours(1));
    run();
    assertThat(takenInAgain).containsExactly(5L);
    assertThat(told).hasSize(2).hasOnlyElementsOfType(RecordComparison.class);
  }

  @Test
  void repairsNothingButWhatWasMissed() {
    held.add(coin("c", 10));
    run();
    assertThat(comparisons()).hasSize(1);
    assertThat(takenInAgain).isEmpty();
  }

  // ---- accounts

  @Test
  void asksOnceWhatWasOursWhenOurFactsBegan() {
    beginning = Optional.of(THREE);
    older.put(THREE, Optional.of(List.of(account(70))));
    run();
    assertThat(begun).containsExactly("3 70");
    assertThat(comparisons()).hasSize(1);
    wished = true;
    run();
    assertThat(begun).hasSize(1);
    assertThat(comparisons()).hasSize(2);
  }

  @Test
  void beginsWithWhatIsThereNowWhereTheChainForgot() {
    beginning = Optional.of(THREE);
    chain.set(0, account(100));
    held.set(0, account(100));
    older.put(THREE, Optional.empty());
    run();
    assertThat(begun).containsExactly("7 100");

    reconciler = started();
    begun.clear();
    beginning = Optional.of(new BlockRef(2, "thrown away"));
    run();
    assertThat(begun).containsExactly("7 100");
  }

  @Test
  void beginsWithNothingWhileTheNodeDoesNotAnswerOrABlockCameInMeanwhile() {
    beginning = Optional.of(THREE);
    older.put(THREE, Optional.of(List.of(account(70))));
    nodeHangs = true;
    run();
    nodeHangs = false;
    now = now.plusSeconds(30);
    reconciler.step();
    aside.removeFirst().run();
    cursor = Optional.of(EIGHT);
    reconciler.step();
    assertThat(begun).isEmpty();
  }

  @Test
  void remembersUpToWhereNothingDiffered() {
    run();
    assertThat(agreed).containsExactly(SEVEN);
    held.add(coin("c", 10));
    wished = true;
    run();
    assertThat(agreed).hasSize(1);
  }

  @Test
  void remembersItAlsoWhereTheLedgerOwesAnotherSum() {
    chain.set(0, coin("a", 130));
    held.set(0, coin("a", 130));
    run();
    assertThat(comparisons().getFirst().comparison().differences())
        .extracting(Difference::kind)
        .containsExactly(DifferenceKind.BOOKS_DIFFER);
    assertThat(agreed).containsExactly(SEVEN);
  }

  @Test
  void looksForWhatAnAccountMissedBlockByBlockUntilOneHelpsAndComparesAnew() {
    anAccountThatMissed(50);
    mayTell.addAll(List.of(1L, 2L, 3L, 4L));
    helpful = 3;

    run();
    assertThat(takenInAgain).containsExactly(1L, 2L, 3L);
    assertThat(told.getLast())
        .isEqualTo(
            new RecordRepair(
                CaseId.of("bitcoin", "BTC", DifferenceKind.UNOBSERVED, "us"),
                "Took in again what block 3 says."));
    run();
    assertThat(comparisons().getLast().comparison().differences()).isEmpty();
    assertThat(told).hasSize(3);
  }

  @Test
  void takesInAFewBlocksAtATimeSoThatTheRailGoesOn() {
    anAccountThatMissed(50);
    LongStream.rangeClosed(1, 50).forEach(mayTell::add);
    helpful = 45;
    run();
    assertThat(takenInAgain).hasSize(20);
    reconciler.step();
    assertThat(takenInAgain).hasSize(40);
    reconciler.step();
    assertThat(takenInAgain).hasSize(45);
    assertThat(told).hasSize(2);
  }

  @Test
  void looksOnceForOneSumAndAgainForAnother() {
    anAccountThatMissed(50);
    mayTell.add(1L);
    run();
    wished = true;
    run();
    assertThat(takenInAgain).containsExactly(1L);
    chain.set(0, account(160));
    run();
    assertThat(takenInAgain).containsExactly(1L, 1L);
  }

  @Test
  void looksAgainForWhatAFailureKeptItFromFinding() {
    anAccountThatMissed(50);
    mayTell.add(1L);
    repairFails = true;
    ReconcilingWork work = new ReconcilingWork(() -> false, List.of(reconciler));
    work.work();
    aside.removeFirst().run();
    work.work();
    assertThat(takenInAgain).isEmpty();

    repairFails = false;
    now = now.plus(Duration.ofHours(1));
    run();
    assertThat(takenInAgain).containsExactly(1L);
  }

  private void anAccountThatMissed(long amount) {
    chain.set(0, account(100 + amount));
    held.set(0, account(100));
    repairHelps = false;
  }

  private static Holding account(long amount) {
    return Holding.ofAccount("us", BigInteger.valueOf(amount));
  }

  @Test
  void aFailureOfComparingNeverHoldsUpTheRail() {
    cursorFails = true;
    ReconcilingWork work = new ReconcilingWork(() -> false, List.of(reconciler));
    assertThat(work.work()).isFalse();

    cursorFails = false;
    now = now.plusSeconds(30);
    work.work();
    aside.removeFirst().run();
    work.work();
    assertThat(comparisons()).hasSize(1);
  }

  /**
   * Between any two things that outlast the program: what the ledger was told, and what was taken
   * in again. The next program compares by itself, and finds what is left to do.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void aRepairThatIsKilledAnywhereIsEndedByTheNextProgramAndNeverToldTwice(int steps) {
    chain.add(coin("b", 50));
    stepsUntilKilled = steps;
    assertThatThrownBy(() -> runs(2)).isInstanceOf(Killed.class);

    stepsUntilKilled = Integer.MAX_VALUE;
    aside.clear();
    reconciler = started();
    runs(3);

    assertThat(held).extracting(Holding::subject).containsExactly("a", "b");
    assertThat(told.stream().filter(RecordRepair.class::isInstance).toList())
        .hasSizeLessThanOrEqualTo(1);
    assertThat(comparisons().getLast().comparison().differences()).isEmpty();
    assertThat(comparisons().getLast().comparison().unexplained().signum()).isZero();
  }

  /** Not an exception: nothing may catch it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private void step() {
    if (stepsUntilKilled-- == 0) {
      throw new Killed();
    }
  }

  private void tell(Command command) {
    step();
    told.add(command);
    step();
  }

  private void runs(int times) {
    for (int i = 0; i < times; i++) {
      run();
    }
  }

  /** The chain is asked and answers, and its answer is looked at. */
  private void run() {
    reconciler.step();
    List.copyOf(aside).forEach(Runnable::run);
    aside.clear();
    reconciler.step();
  }

  private List<RecordComparison> comparisons() {
    return told.stream()
        .filter(RecordComparison.class::isInstance)
        .map(RecordComparison.class::cast)
        .toList();
  }

  private static void assertAgrees(RecordComparison each, BlockRef block) {
    assertThat(each.comparison().block()).isEqualTo(block);
    assertThat(each.comparison().differences()).isEmpty();
    assertThat(each.comparison().unexplained().signum()).isZero();
  }

  private static Holding coin(String subject, long amount) {
    return new Holding(subject, BigInteger.valueOf(amount), "address", 5L);
  }

  private Optional<List<Holding>> holdings(BlockRef block) {
    if (nodeHangs) {
      throw new NodeTimedOut("no answer in this test");
    }
    if (block.hash().equals("thrown away")) {
      throw new RpcError(-32000, "missing trie node");
    }
    return block.equals(nodesBlock)
        ? Optional.of(List.copyOf(chain))
        : older.getOrDefault(block, Optional.empty());
  }

  private Optional<LedgerBooks.Sum> books(BlockRef block, Consumer<List<InFlight>> inFlight) {
    inFlight.accept(List.of());
    return viewsAreLate
        ? Optional.empty()
        : Optional.of(new LedgerBooks.Sum(9, BigInteger.valueOf(100)));
  }

  private boolean takeInAgain(long height) {
    step();
    if (repairFails) {
      throw new NodeTimedOut("no answer in this test");
    }
    if (height == helpful) {
      held.set(0, chain.getFirst());
    }
    takenInAgain.add(height);
    if (repairHelps && held.stream().noneMatch(each -> each.subject().equals("b"))) {
      held.add(coin("b", 50));
    }
    step();
    return true;
  }

  private final class Facts implements OwnFacts {
    @Override
    public Optional<BlockRef> cursor() {
      if (cursorFails) {
        throw new LedgerFault("failed in this test", new IllegalStateException());
      }
      return cursor;
    }

    @Override
    public List<Holding> held() {
      return held;
    }

    @Override
    public Asset asset() {
      return BTC;
    }

    @Override
    public BigInteger sum() {
      return held.stream().map(Holding::amount).reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Override
    public BigInteger amountOf(String subject) {
      return held.stream()
          .filter(each -> each.subject().equals(subject))
          .map(Holding::amount)
          .reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Override
    public List<Long> mayTellOf(Holding missed) {
      return missed.isAccount() ? mayTell : Stream.ofNullable(missed.height()).toList();
    }

    @Override
    public Optional<BlockRef> beginning() {
      return begun.isEmpty() ? beginning : Optional.empty();
    }

    @Override
    public void beginWith(BlockRef block, List<Holding> ours) {
      begun.add(block.height() + " " + ours.getFirst().amount());
    }

    @Override
    public void agree(BlockRef block) {
      agreed.add(block);
    }

    @Override
    public List<Lost> spentElsewhere() {
      return List.of();
    }

    @Override
    public List<Part> unowed() {
      return sum().intValueExact() > 110
          ? List.of(new Part("payments in suspense", BigInteger.valueOf(50)))
          : List.of();
    }

    @Override
    public List<Part> ofWhich() {
      return List.of();
    }

    @Override
    public List<Part> mined(List<InFlight> inFlight) {
      return List.of();
    }

    @Override
    public List<Evidence> about(String subject) {
      return List.of();
    }
  }
}

package io.holdfast.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever a node goes through, the outcome equals a fresh ingest of the chain that wins. {@link
 * TestStore} checks parents, gaps and finality at each step.
 */
class FollowerPropertyTest {
  private static final int FINALITY = 6;

  /**
   * One thing that happens to the node, and how many steps the follower gets before it is killed.
   */
  record Happening(Kind kind, int size, int steps) {}

  enum Kind {
    MINE,
    REORGANISE,
    SHOW_AN_OLDER_HEAD,
    SHOW_ANOTHER_CHAIN,
    CHANGE_BRANCH_WHILE_ASKED,
    LIE
  }

  @Property(tries = 500)
  void endsWhereAFreshIngestOfTheWinningChainEnds(
      @ForAll("histories") List<Happening> history, @ForAll @IntRange(min = 0, max = 8) int start) {
    TestStore store = new TestStore(start, FINALITY);
    TestChain winning = TestChain.genesisOnly("main").mine(start, "main");
    store.follow(winning);
    int branch = 0;
    for (Happening happening : history) {
      TestChain before = winning;
      String name = "b" + branch++;
      winning =
          switch (happening.kind) {
            case MINE, SHOW_AN_OLDER_HEAD, SHOW_ANOTHER_CHAIN, LIE ->
                before.mine(happening.size, name);
            case REORGANISE, CHANGE_BRANCH_WHILE_ASKED ->
                before.without(depth(happening, store)).mine(happening.size + FINALITY, name);
          };
      store.follow(seen(happening, before, winning), happening.steps);
    }
    TestChain last = winning.mine(1, "last");

    store.follow(last);

    TestStore fresh = new TestStore(start, FINALITY);
    fresh.follow(last);
    assertThat(store.blocks()).isEqualTo(fresh.blocks());
  }

  @Property(tries = 200)
  void takesNothingBackForAForkDeeperThanFinality(
      @ForAll @IntRange(min = 8, max = 60) int height,
      @ForAll @IntRange(min = FINALITY, max = 60) int depth) {
    TestStore store = new TestStore(0, FINALITY);
    TestChain ours = TestChain.genesisOnly("main").mine(height, "main");
    store.follow(ours);

    Step step = store.follow(ours.without(depth).mine(100, "other"));

    assertThat(step).isInstanceOf(Step.Freeze.class);
    assertThat(store.blocks()).isEqualTo(ours.blocks());
  }

  /** As deep as a reorganisation may go without touching what this store holds final. */
  private static int depth(Happening happening, TestStore store) {
    long tip = store.tip().map(Header::height).orElse(store.startHeight());
    return (int) Math.max(0, Math.min(happening.size, tip - store.finalHeight()));
  }

  private static NodeChain seen(Happening happening, TestChain before, TestChain after) {
    return switch (happening.kind) {
      case MINE, REORGANISE -> after;
      case SHOW_AN_OLDER_HEAD -> before.without(happening.size);
      case SHOW_ANOTHER_CHAIN -> TestChain.genesisOnly("foreign").mine(happening.size, "foreign");
      case CHANGE_BRANCH_WHILE_ASKED -> new FlippingNode(before, after, happening.size);
      case LIE ->
          new LyingNode(after, new SplittableRandom(31L * happening.size + happening.steps));
    };
  }

  @Provide
  Arbitrary<List<Happening>> histories() {
    return Combinators.combine(
            Arbitraries.of(Kind.values()),
            Arbitraries.integers().between(1, FINALITY + 3),
            Arbitraries.integers().between(0, 30))
        .as(Happening::new)
        .list()
        .ofMaxSize(25);
  }

  /** Tells the truth now and then; else repeats, skips, goes back, or gives what is not there. */
  private static final class LyingNode implements NodeChain {
    private static final TestChain FOREIGN = TestChain.genesisOnly("foreign").mine(500, "foreign");

    private final TestChain truth;
    private final SplittableRandom chance;

    LyingNode(TestChain truth, SplittableRandom chance) {
      this.truth = truth;
      this.chance = chance;
    }

    @Override
    public String genesis() {
      return chance.nextInt(10) == 0 ? FOREIGN.genesis() : truth.genesis();
    }

    @Override
    public long headHeight() {
      return truth.headHeight() + (chance.nextBoolean() ? 0 : chance.nextInt(-10, 1_000));
    }

    @Override
    public Optional<Header> at(long height) {
      return switch (chance.nextInt(8)) {
        case 0 -> truth.at(height - 1);
        case 1 -> truth.at(height + 1);
        case 2 -> Optional.empty();
        case 3 -> FOREIGN.at(height);
        case 4 -> Optional.of(new Header(height, "made-up-" + chance.nextInt(), "nobody"));
        default -> truth.at(height);
      };
    }
  }

  /** Answers from one branch so many times, then from another. */
  private static final class FlippingNode implements NodeChain {
    private final TestChain before;
    private final TestChain after;
    private int answersLeft;

    FlippingNode(TestChain before, TestChain after, int answers) {
      this.before = before;
      this.after = after;
      this.answersLeft = answers;
    }

    private TestChain now() {
      return answersLeft-- > 0 ? before : after;
    }

    @Override
    public String genesis() {
      return before.genesis();
    }

    @Override
    public long headHeight() {
      return now().headHeight();
    }

    @Override
    public Optional<Header> at(long height) {
      return now().at(height);
    }
  }
}

package io.holdfast.chain.follow;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing that happens to a node, and how far a follower gets before it is killed.
 *
 * @param size of blocks mined, taken back or hidden, or of answers until a branch is changed
 */
public record Happening(Kind kind, int size, int steps) {
  public enum Kind {
    MINE,
    REORGANISE,
    SHOW_AN_OLDER_HEAD,
    SHOW_ANOTHER_CHAIN,
    CHANGE_BRANCH_WHILE_ASKED,
    LIE
  }

  public static Arbitrary<List<Happening>> histories(
      int mostHappenings, int greatestSize, int mostSteps) {
    return Combinators.combine(
            Arbitraries.of(Kind.values()),
            Arbitraries.integers().between(1, greatestSize),
            Arbitraries.integers().between(0, mostSteps))
        .as(Happening::new)
        .list()
        .ofMaxSize(mostHappenings);
  }

  /**
   * The chain that wins by it. A branch that takes another's place is the longer one.
   *
   * @param deepest so many of the newest blocks may lose their place
   */
  public TestChain after(TestChain before, int deepest, int finality, String name) {
    return switch (kind) {
      case MINE, SHOW_AN_OLDER_HEAD, SHOW_ANOTHER_CHAIN, LIE -> before.mine(size, name);
      case REORGANISE, CHANGE_BRANCH_WHILE_ASKED ->
          before.without(Math.max(0, Math.min(size, deepest))).mine(size + finality, name);
    };
  }

  /** What the node shows of it. */
  public NodeChain seen(TestChain before, TestChain after) {
    return switch (kind) {
      case MINE, REORGANISE -> after;
      case SHOW_AN_OLDER_HEAD -> before.without(size);
      case SHOW_ANOTHER_CHAIN -> TestChain.genesisOnly("foreign").mine(size, "foreign");
      case CHANGE_BRANCH_WHILE_ASKED -> new FlippingNode(before, after, size);
      case LIE -> new LyingNode(after, new SplittableRandom(31L * size + steps));
    };
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

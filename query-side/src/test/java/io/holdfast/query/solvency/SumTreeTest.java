package io.holdfast.query.solvency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.query.solvency.SumTree.Step;
import io.holdfast.query.transparency.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SumTreeTest {
  @Property(tries = 300)
  void theRootIsTheSumOfAllAndEveryLeafLeadsToIt(
      @ForAll @Size(min = 1, max = 70) List<@IntRange(min = 1) Integer> amounts) {
    List<Sum> leaves = leaves(amounts);
    SumTree tree = SumTree.of(leaves);
    assertThat(tree.root().amount())
        .isEqualTo(BigInteger.valueOf(amounts.stream().mapToLong(Integer::longValue).sum()));
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(SumTree.rootOf(leaves.get(i), tree.path(i))).isEqualTo(tree.root());
    }
  }

  /** Whatever one thing of a proof is another, it leads elsewhere. */
  @Property(tries = 300)
  void aProofWithAnythingChangedLeadsElsewhere(
      @ForAll @Size(min = 2, max = 70) List<@IntRange(min = 1) Integer> amounts,
      @ForAll @IntRange(max = 1_000) int which,
      @ForAll @IntRange(max = 1_000) int where) {
    List<Sum> leaves = leaves(amounts);
    SumTree tree = SumTree.of(leaves);
    int leaf = which % leaves.size();
    List<Step> path = tree.path(leaf);
    int at = where % path.size();
    Step step = path.get(at);

    assertThat(SumTree.rootOf(more(leaves.get(leaf)), path)).isNotEqualTo(tree.root());
    assertThat(rootWith(leaves.get(leaf), path, at, new Step(step.isLeft(), more(step.sum()))))
        .isNotEqualTo(tree.root());
    assertThat(rootWith(leaves.get(leaf), path, at, new Step(!step.isLeft(), step.sum())))
        .isNotEqualTo(tree.root());
    assertThat(SumTree.rootOf(leaves.get(leaf), path.subList(0, path.size() - 1)))
        .isNotEqualTo(tree.root());
  }

  /**
   * The fault of the first such trees: a node bound the sum of its children and not each of them.
   */
  @Test
  void whatIsTakenFromOneChildCannotBeGivenToTheOther() {
    Sum left = Sum.leaf(liability("account:a", 100));
    Sum right = Sum.leaf(liability("account:b", 1));
    Sum less = new Sum(BigInteger.ONE, left.hash());
    Sum more = new Sum(BigInteger.valueOf(100), right.hash());
    assertThat(Sum.node(less, more).amount()).isEqualTo(Sum.node(left, right).amount());
    assertThat(Sum.node(less, more).hash()).isNotEqualTo(Sum.node(left, right).hash());
  }

  @Test
  void nothingIsOwedToNobody() {
    assertThat(SumTree.of(List.of()).root()).isEqualTo(new Sum(BigInteger.ZERO, Hash.EMPTY));
  }

  @Test
  void aNegativeLiabilityIsRefused() {
    assertThatThrownBy(() -> Sum.leaf(liability("account:a", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theLargestSumsOfTheLedgerFit() {
    BigInteger largest = BigInteger.TEN.pow(78).subtract(BigInteger.ONE);
    Sum leaf = Sum.leaf(new Liability("account:a", "BTC", largest, new byte[16]));
    Sum root = leaf;
    for (int i = 0; i < 40; i++) {
      root = Sum.node(root, root);
    }
    assertThat(root.amount()).isEqualTo(largest.shiftLeft(40));
  }

  /**
   * Computed beside it: printf 00, 16 bytes of 07, the lengths and texts, 40 bytes of 5; sha256sum.
   */
  @Test
  void aLeafIsHashedAsTheGuideSays() {
    assertThat(Sum.leaf(liability("account:a", 5)).hash()).hasToString(LEAF_OF_A_5);
  }

  private static final String LEAF_OF_A_5 =
      "5c17129acd5a4e588bff1d9fb9a74ec7ea2ed7215f3d44f68932af964a6cf3ca";

  private static Sum rootWith(Sum leaf, List<Step> path, int at, Step step) {
    List<Step> changed = new ArrayList<>(path);
    changed.set(at, step);
    return SumTree.rootOf(leaf, changed);
  }

  private static Sum more(Sum sum) {
    return new Sum(sum.amount().add(BigInteger.ONE), sum.hash());
  }

  private static List<Sum> leaves(List<Integer> amounts) {
    List<Sum> leaves = new ArrayList<>();
    for (int i = 0; i < amounts.size(); i++) {
      leaves.add(Sum.leaf(liability("account:" + i, amounts.get(i))));
    }
    return leaves;
  }

  private static Liability liability(String account, long amount) {
    byte[] nonce = new byte[Liability.NONCE_BYTES];
    Arrays.fill(nonce, (byte) 7);
    return new Liability(account, "BTC", BigInteger.valueOf(amount), nonce);
  }
}

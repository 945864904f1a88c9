package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleTreePropertyTest {
  private static final int MOST = 1_500;
  private static final List<Hash> LEAVES = PlainTree.leaves(MOST);

  @Property(tries = 200)
  void aTreeThatGrewInAnyBatchesIsTheTreeOfTheStandard(
      @ForAll @IntRange(max = MOST) int size, @ForAll Random random) throws Exception {
    PlainTree.Memory grown = new PlainTree.Memory();
    int at = 0;
    while (at < size) {
      int next = Math.min(size, at + 1 + random.nextInt(700));
      grown.add(LEAVES.subList(at, next));
      at = next;
    }

    assertThat(new MerkleTree(grown).root(size)).isEqualTo(PlainTree.root(LEAVES.subList(0, size)));
  }

  @Property(tries = 300)
  void everyLeafIsProvenInEveryTreeThatHasIt(
      @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll Random random) throws Exception {
    int leaf = random.nextInt(size);
    Hash root = tree().root(size);
    List<Hash> proof = tree().inclusion(leaf, size);

    assertThat(Proofs.includes(LEAVES.get(leaf), leaf, size, proof, root)).isTrue();
    assertThat(Proofs.includes(flipped(LEAVES.get(leaf), random), leaf, size, proof, root))
        .isFalse();
    assertThat(Proofs.includes(LEAVES.get(leaf), leaf, size, proof, flipped(root, random)))
        .isFalse();
    assertThat(Proofs.includes(LEAVES.get(leaf), leaf, size, longer(proof, root), root)).isFalse();
    int other = random.nextInt(size);
    assertThat(Proofs.includes(LEAVES.get(leaf), other, size, proof, root))
        .isEqualTo(other == leaf);
    if (!proof.isEmpty()) {
      assertThat(Proofs.includes(LEAVES.get(leaf), leaf, size, flipped(proof, random), root))
          .isFalse();
      assertThat(Proofs.includes(LEAVES.get(leaf), leaf, size, shorter(proof, random), root))
          .isFalse();
    }
  }

  @Property(tries = 300)
  void everyTreeIsProvenToBeginWithEveryEarlierOne(
      @ForAll @IntRange(min = 1, max = MOST) int size, @ForAll Random random) throws Exception {
    int before = 1 + random.nextInt(size);
    Hash rootBefore = tree().root(before);
    Hash root = tree().root(size);
    List<Hash> proof = tree().consistency(before, size);

    assertThat(Proofs.consistent(before, size, proof, rootBefore, root)).isTrue();
    assertThat(Proofs.consistent(before, size, proof, flipped(rootBefore, random), root)).isFalse();
    assertThat(Proofs.consistent(before, size, proof, rootBefore, flipped(root, random))).isFalse();
    assertThat(Proofs.consistent(before, size, longer(proof, root), rootBefore, root)).isFalse();
    if (!proof.isEmpty()) {
      assertThat(Proofs.consistent(before, size, flipped(proof, random), rootBefore, root))
          .isFalse();
      assertThat(Proofs.consistent(before, size, shorter(proof, random), rootBefore, root))
          .isFalse();
    }
  }

  /** Only what is full or the last of its level is kept: 65,536 leaves have 257 tiles. */
  @Example
  void aTreeHasOneTileMoreForEach256() throws Exception {
    PlainTree.Memory tiles = PlainTree.Memory.of(PlainTree.leaves(65_537));

    assertThat(tiles.count()).isEqualTo(256 + 1 + 1 + 1);
    assertThat(tiles.tile(2, 0, 1).at(0)).isEqualTo(new MerkleTree(tiles).root(65_536));
    assertThat(new MerkleTree(tiles).inclusion(65_000, 65_537)).hasSize(17);
  }

  @Example
  void refusesProofsOfWhatIsNotThere() throws Exception {
    MerkleTree tree = tree();

    assertThatThrownBy(() -> tree.inclusion(5, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.inclusion(-1, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistency(0, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Proofs.includes(LEAVES.getFirst(), 1, 1, List.of(), LEAVES.getFirst())).isFalse();
    assertThat(Proofs.consistent(0, 5, List.of(), Hash.EMPTY, tree.root(5))).isFalse();
    assertThat(Proofs.consistent(6, 5, List.of(), tree.root(6), tree.root(5))).isFalse();
    assertThat(Proofs.consistent(3, 5, List.of(), tree.root(3), tree.root(5))).isFalse();
  }

  private static MerkleTree tree() throws Exception {
    return new MerkleTree(PlainTree.Memory.of(LEAVES));
  }

  private static Hash flipped(Hash hash, Random random) {
    byte[] bytes = hash.bytes();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return new Hash(bytes);
  }

  private static List<Hash> flipped(List<Hash> proof, Random random) {
    List<Hash> changed = new ArrayList<>(proof);
    int at = random.nextInt(proof.size());
    changed.set(at, flipped(proof.get(at), random));
    return changed;
  }

  private static List<Hash> shorter(List<Hash> proof, Random random) {
    List<Hash> changed = new ArrayList<>(proof);
    changed.remove(random.nextInt(proof.size()));
    return changed;
  }

  private static List<Hash> longer(List<Hash> proof, Hash more) {
    List<Hash> changed = new ArrayList<>(proof);
    changed.add(more);
    return changed;
  }
}

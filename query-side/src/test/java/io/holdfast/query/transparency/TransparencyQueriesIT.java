package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.ConsistencyProof;
import io.holdfast.api.transparency.FindConsistency;
import io.holdfast.api.transparency.FindInclusion;
import io.holdfast.api.transparency.FindTile;
import io.holdfast.api.transparency.FindTransparency;
import io.holdfast.api.transparency.InclusionProof;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransparencyQueriesIT {
  private static final Sealed SEALED = new Sealed();

  @BeforeAll
  static void sign() {
    SEALED.signed(300).signed(400);
  }

  @Test
  void provesThatAnEventIsInTheSignedTree() throws Exception {
    InclusionProof proof = SEALED.queries.find(new FindInclusion(299, 300));

    Hash leaf = LeafEncoding.hash(SEALED.log.rows.after(298, 1).getFirst());
    assertThat(proof.leafHash()).isEqualTo(leaf.base64());
    assertThat(proof.leafIndex()).isEqualTo(298);
    assertThat(proof.root()).isEqualTo(SEALED.of(300).items().getFirst().root());
    assertThat(Proofs.includes(leaf, 298, 300, hashes(proof.path()), Hash.ofBase64(proof.root())))
        .isTrue();
  }

  @Test
  void provesThatTheSignedTreeBeginsWithTheOneBefore() {
    ConsistencyProof proof = SEALED.queries.find(new FindConsistency(300, 0));

    assertThat(proof.size()).isEqualTo(700);
    assertThat(proof.rootBefore()).isEqualTo(SEALED.of(300).items().getFirst().root());
    assertThat(proof.root()).isEqualTo(SEALED.newest().root());
    assertThat(
            Proofs.consistent(
                300,
                700,
                hashes(proof.path()),
                Hash.ofBase64(proof.rootBefore()),
                Hash.ofBase64(proof.root())))
        .isTrue();
  }

  @Test
  void givesTilesAsTheyAreAndAsTheyWere() throws Exception {
    byte[] full = SEALED.queries.find(new FindTile(0, 1, 256)).hashes();
    byte[] part = SEALED.queries.find(new FindTile(0, 1, 44)).hashes();
    byte[] above = SEALED.queries.find(new FindTile(1, 0, 2)).hashes();

    assertThat(new Tile(0, 1, full).at(43))
        .isEqualTo(LeafEncoding.hash(SEALED.log.rows.after(299, 1).getFirst()));
    assertThat(part).hasSize(44 * 32);
    assertThat(new Tile(1, 0, above).at(1)).isEqualTo(new Tile(0, 1, full).over(0, 8));
  }

  @Test
  void tellsWhoSignsAndHowFar() {
    assertThat(SEALED.seal.find(new FindTransparency()))
        .satisfies(
            state -> {
              assertThat(state.origin()).isEqualTo("example.com/log");
              assertThat(VerifierKey.parse(state.vkey())).hasToString(state.vkey());
              assertThat(state.treeSize()).isEqualTo(700);
              assertThat(state.trouble()).isNull();
            });
  }

  @Test
  void refusesWhatTheTreeDoesNotHave() {
    refused(ErrorCode.EVENT_NOT_IN_TREE, () -> SEALED.queries.find(new FindInclusion(0, 300)));
    refused(ErrorCode.EVENT_NOT_IN_TREE, () -> SEALED.queries.find(new FindInclusion(301, 300)));
    refused(ErrorCode.EVENT_NOT_IN_TREE, () -> SEALED.queries.find(new FindInclusion(-5, 300)));
    refused(ErrorCode.TREE_SIZE_OUT_OF_RANGE, () -> SEALED.queries.find(new FindInclusion(1, 701)));
    refused(ErrorCode.TREE_SIZE_OUT_OF_RANGE, () -> SEALED.queries.find(new FindInclusion(1, -1)));
    refused(
        ErrorCode.TREE_SIZE_OUT_OF_RANGE, () -> SEALED.queries.find(new FindConsistency(0, 300)));
    refused(
        ErrorCode.TREE_SIZE_OUT_OF_RANGE, () -> SEALED.queries.find(new FindConsistency(301, 300)));
    for (FindTile tile :
        List.of(
            new FindTile(-1, 0, 1),
            new FindTile(0, -1, 1),
            new FindTile(0, 0, 0),
            new FindTile(0, 0, 257),
            new FindTile(0, 2, 189),
            new FindTile(0, Long.MAX_VALUE, 1),
            new FindTile(1, 0, 3),
            new FindTile(2, 0, 1),
            new FindTile(Integer.MAX_VALUE, 0, 1))) {
      refused(ErrorCode.NOT_FOUND, () -> SEALED.queries.find(tile));
    }
  }

  @Test
  void aTreeWithoutEventsHasNoProofs() {
    Sealed empty = new Sealed();

    refused(ErrorCode.TREE_SIZE_OUT_OF_RANGE, () -> empty.queries.find(new FindInclusion(1, 0)));
    assertThat(empty.of(1).items()).isEmpty();
  }

  @Test
  void aWitnessMaySignBesideUsAndIsToldWithTheNote() {
    Sealed sealed = new Sealed().signed(5);
    String text = Note.parse(sealed.newest().note()).text();
    String line = sealed.witness.cosign(text, 1_700_000_000);

    sealed.seal.add(new AddCosignature(5, line));
    sealed.seal.add(new AddCosignature(5, sealed.witness.cosign(text, 1_700_000_001)));

    assertThat(sealed.newest().witnesses()).containsExactly(sealed.witness.name());
    assertThat(sealed.newest().note()).endsWith(line);
    assertThat(sealed.key.verifier().signed(Note.parse(sealed.newest().note()))).isTrue();
    assertThat(sealed.signed(1).newest().witnesses()).isEmpty();
  }

  @Test
  void refusesCosignaturesThatAreNone() {
    Sealed sealed = new Sealed().signed(5).signed(1);
    String text = Note.parse(sealed.newest().note()).text();
    String old = Note.parse(sealed.of(5).items().getFirst().note()).text();

    refused(
        ErrorCode.COSIGNATURE_REFUSED,
        () -> sealed.seal.add(new AddCosignature(6, sealed.witness.cosign(old, 1))));
    refused(
        ErrorCode.COSIGNATURE_REFUSED,
        () ->
            sealed.seal.add(
                new AddCosignature(6, new TestKeys.Witness("stranger").cosign(text, 1))));
    refused(
        ErrorCode.COSIGNATURE_REFUSED,
        () ->
            sealed.seal.add(
                new AddCosignature(
                    6, new TestKeys.Witness(sealed.witness.name()).cosign(text, 1))));
    refused(
        ErrorCode.NOT_FOUND,
        () -> sealed.seal.add(new AddCosignature(4, sealed.witness.cosign(text, 1))));
    refused(ErrorCode.MALFORMED_REQUEST, () -> sealed.seal.add(new AddCosignature(6, "nothing")));
    refused(
        ErrorCode.MALFORMED_REQUEST,
        () ->
            sealed.seal.add(
                new AddCosignature(
                    6, sealed.witness.cosign(text, 1) + sealed.witness.cosign(text, 1))));
    assertThat(sealed.newest().witnesses()).isEmpty();
  }

  private static void refused(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static List<Hash> hashes(List<String> base64) {
    return base64.stream().map(Hash::ofBase64).toList();
  }
}

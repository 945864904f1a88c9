package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.FindConsistency;
import io.holdfast.api.transparency.FindInclusion;
import io.holdfast.query.transparency.Verifier.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is exported is checked by what shares no code with the server, and nothing escapes it. */
class BundleIT {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Sealed WHOLE = new Sealed();

  @TempDir private Path folder;
  private Bundles bundles;

  @BeforeAll
  static void sign() {
    WHOLE.signed(5).signed(300).signed(400);
  }

  @BeforeEach
  void prepare() {
    bundles = new Bundles(folder);
  }

  @Test
  void aBundleAsItComesIsGood() {
    Verdict verdict =
        Verifier.verify(
            bundles.of(WHOLE), "--key", WHOLE.key.verifier(), "--checkpoint", kept(305));

    assertThat(verdict.said())
        .contains("705 events of 7 aggregates")
        .contains("checkpoints  3, with 0 good cosignatures")
        .contains("head         event 705, root " + WHOLE.newest().root())
        .contains("the first 305 events are those it signs")
        .contains("GOOD")
        .doesNotContain("agrees with itself");
    assertThat(verdict.code()).isZero();
  }

  @Test
  void isReadZippedAndToAnEarlierCheckpointToo() {
    assertThat(Verifier.verify(bundles.zipped(Bundles.text(WHOLE, 305))).code()).isZero();
  }

  @Test
  void saysThatTheBundlesOwnKeyProvesLittle() {
    Verdict verdict = Verifier.verify(bundles.of(WHOLE));

    assertThat(verdict.said()).contains("all that is proven is that the bundle agrees with itself");
    assertThat(verdict.code()).isZero();
  }

  /** Each column of a stored event, by SQL, past everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "event_id = event_id || 'x'",
        "aggregate_id = 'account:none'",
        "aggregate_type = 'Another'",
        "aggregate_type = null",
        "sequence_number = 4711",
        "at = at + interval '1 microsecond'",
        "at = 'infinity'",
        "type = type || 'x'",
        "revision = '2'",
        "revision = nullif('', '')",
        "payload = payload || '\\x20'",
        "payload = convert_to('{\"amount\":\"1000000\"}', 'UTF8')",
        "metadata = ''"
      })
  void namesTheFirstEventOfWhichAColumnWasChanged(String change) {
    Sealed sealed = new Sealed().signed(5).signed(15);
    sealed.log.run("update log.event set " + change + " where log_index in (13, 17)");

    wrong(
        bundles.of(sealed),
        "event 13 is not the one that was put into the tree",
        "All is good up to event 5");
  }

  @Test
  void namesAnEventWhoseIndexWasChanged() {
    Sealed sealed = new Sealed().signed(20);
    sealed.log.run("update log.event set log_index = 400 where log_index = 13");

    wrong(bundles.of(sealed), "event 13 is missing: event 14 follows event 12");
  }

  @Test
  void namesTheFirstOfTwoEventsThatWereSwapped() {
    Sealed sealed = new Sealed().signed(20);
    sealed.log.run("update log.event set log_index = 400 where log_index = 12");
    sealed.log.run("update log.event set log_index = 12 where log_index = 15");
    sealed.log.run("update log.event set log_index = 15 where log_index = 400");

    wrong(bundles.of(sealed), "event 12 is not the one that was put into the tree");
  }

  @Test
  void namesAnEventThatWasTakenOut() {
    Sealed sealed = new Sealed().signed(20);
    sealed.log.run("delete from log.event where log_index = 9");

    wrong(bundles.of(sealed), "event 9 is missing: event 10 follows event 8");
  }

  @Test
  void namesAnEventThatWasPutBetweenOthers() {
    Sealed sealed = new Sealed().signed(20);
    sealed.log.run("update log.event set log_index = -log_index where log_index > 9");
    sealed.log.run("update log.event set log_index = 1 - log_index where log_index < 0");
    sealed.log.run(
        "insert into log.event select 10, 'new', 'account:new', 'Account', 0, at, type, revision,"
            + " payload, metadata from log.event where log_index = 9");

    wrong(bundles.of(sealed), "event 10 is not the one that was put into the tree");
  }

  @Test
  void namesWhereTheEndWasCutOff() {
    Sealed sealed = new Sealed().signed(5).signed(15);
    sealed.log.run("delete from log.event where log_index > 12");

    wrong(bundles.of(sealed), "event 13 is missing", "All is good up to event 5");
  }

  @Test
  void findsAChangeWhoseHashWasChangedWithIt() throws Exception {
    Sealed sealed = new Sealed().signed(5).signed(15).signed(10);
    sealed.log.run("update log.event set payload = '{}' where log_index = 13");
    Hash forged = LeafEncoding.hash(sealed.log.rows.after(12, 1).getFirst());
    sealed.log.run(
        "update audit.tile set hashes = overlay(hashes placing '\\x%s' from %d)"
            .formatted(forged, 12 * Hash.SIZE_BYTES + 1));

    wrong(
        bundles.of(sealed),
        "the checkpoint of 20 events does not sign these events",
        "All is good up to event 5",
        "among the events 6 to 20");
  }

  /** With the whole database in hand, and without the key. */
  @Test
  void findsALogThatWasMadeAnewAndSignedByAnotherKey() {
    Sealed forger = new Sealed(TestKeys.ofLog("example.com/log")).signed(705);
    Path bundle = bundles.of(forger);

    assertThat(Verifier.verify(bundle).code()).isZero();
    wrong(
        Verifier.verify(bundle, "--key", WHOLE.key.verifier()),
        "the bundle names another key than the one that you trust");
    Path renamed =
        bundles.of(
            forger,
            lines ->
                replaced(
                    lines,
                    0,
                    lines
                        .getFirst()
                        .replace(
                            forger.key.verifier().toString(), WHOLE.key.verifier().toString())));
    wrong(
        Verifier.verify(renamed, "--key", WHOLE.key.verifier()),
        "the checkpoint of 705 events is not signed by");
  }

  /** The same key signed two logs: what one client has tells on what the other was shown. */
  @Test
  void findsASplitView() {
    Sealed one = new Sealed(WHOLE.key).signed(20);
    Sealed two = new Sealed(WHOLE.key);
    two.log.append(20);
    two.log.run("update log.event set payload = '{}' where log_index = 7");
    two.signed(0);
    Path kept = bundles.file(one.newest().note());

    assertThat(Verifier.verify(bundles.of(one), "--checkpoint", kept).code()).isZero();
    wrong(
        Verifier.verify(bundles.of(two), "--checkpoint", kept),
        "signs 20 other events than the first 20 of this bundle",
        "showed you two logs");
  }

  @Test
  void findsThatItIsOlderThanWhatWasKept() {
    wrong(
        Verifier.verify(bundles.file(Bundles.text(WHOLE, 305)), "--checkpoint", kept(705)),
        "signs 705 events and this bundle has 305");
  }

  @Test
  void findsACheckpointThatWasLeftOutAtTheEnd() {
    Path bundle =
        bundles.of(
            WHOLE,
            lines -> {
              lines.remove(lines.size() - 2);
              return replaced(lines, lines.size() - 1, lines.getLast().replace(":3}", ":2}"));
            });

    wrong(bundle, "the events 306 to 705 are behind the last checkpoint: nobody signed them");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"to\":705', '\"to\":704', event 705 is beyond the end",
    "'\"to\":705', '\"to\":706', event 706 is missing",
    "'\"origin\":\"example.com/log\"', '\"origin\":\"example.com/other\"', its key is of"
  })
  void findsAForgedHeader(String was, String is, String told) {
    wrong(bundles.of(WHOLE, lines -> replaced(lines, 0, lines.getFirst().replace(was, is))), told);
  }

  @Test
  void findsLinesThatWereRepeatedOrReordered() {
    wrong(bundles.of(WHOLE, lines -> inserted(lines, 4, lines.get(3))), "it is there twice");
    wrong(
        bundles.of(
            WHOLE,
            lines -> {
              Collections.swap(lines, 3, 4);
              return lines;
            }),
        "event 3 is missing: event 4 follows event 2");
    wrong(bundles.of(WHOLE, lines -> inserted(lines, 7, lines.get(6))), "there twice");
    wrong(
        bundles.of(WHOLE, lines -> inserted(lines, lines.size(), lines.get(3))),
        "there is more behind the end");
    wrong(
        bundles.of(WHOLE, lines -> inserted(lines, 3, "{\"event\":3,\"extra\":1}")),
        "a line has other fields than it should");
  }

  /** Wherever it is cut, zipped or not, and wherever a byte is another. */
  @Test
  void aBundleThatIsCutOrChangedAnywhereIsNeverGood() throws Exception {
    Sealed small = new Sealed().signed(2).signed(1);
    Random random = new Random(7);
    for (Path whole : List.of(bundles.of(small), bundles.zipped(Bundles.text(small, 3)))) {
      assertThat(Verifier.verify(whole).code()).isZero();
      byte[] bytes = Files.readAllBytes(whole);
      for (int at = 0; at < bytes.length; at += bytes.length > 1_500 ? 5 : 2) {
        byte[] head = java.util.Arrays.copyOf(bytes, at);
        assertThat(Verifier.verify(bundles.file(head)).code()).as("cut at %d", at).isNotZero();
      }
    }
    byte[] plain = Files.readAllBytes(bundles.of(small));
    for (int i = 0; i < 100; i++) {
      int at = random.nextInt(plain.length);
      byte[] changed = plain.clone();
      changed[at] ^= (byte) (1 << random.nextInt(7));
      Verdict verdict =
          Verifier.verify(bundles.file(changed), "--key", small.key.verifier().toString());
      assertThat(verdict.code()).as("byte %d: %s", at, verdict.said()).isNotZero();
    }
  }

  @Test
  void whatIsNoBundleIsNotCalledWrong() {
    for (String text : new String[] {"", "\n", "{}\n", "hello\n", "{\"holdfast\":\"bundle\"}\n"}) {
      assertThat(Verifier.verify(bundles.file(text)).code()).as(text).isEqualTo(2);
    }
    assertThat(Verifier.verify(folder.resolve("none")).code()).isEqualTo(2);
    assertThat(Verifier.verify().code()).isEqualTo(2);
    assertThat(Verifier.verify(folder, "--key").code()).isEqualTo(2);
    assertThat(Verifier.verify(folder, "--key", "x").code()).isEqualTo(2);
    assertThat(Verifier.verify(folder, "--what", "x").code()).isEqualTo(2);
    assertThat(
            Verifier.verify(
                    bundles.of(
                        WHOLE,
                        lines ->
                            replaced(
                                lines,
                                0,
                                lines.getFirst().replace("\"version\":1", "\"version\":2"))))
                .said())
        .contains("it has version 2, not 1");
  }

  @Test
  void countsTheWitnessesThatSignedAndFindsOneThatDidNot() {
    Sealed sealed = new Sealed().signed(20);
    String text = Note.parse(sealed.newest().note()).text();
    sealed.seal.add(new AddCosignature(20, sealed.witness.cosign(text, 1_700_000_000)));

    assertThat(Verifier.verify(bundles.of(sealed)).said()).contains("with 1 good cosignatures");
    assertThat(
            Verifier.verify(bundles.of(sealed), "--witness", new TestKeys.Witness("another").vkey())
                .said())
        .contains("with 0 good cosignatures, and 1 by nobody known here");
    String forged = sealed.witness.cosign("something else\n", 1_700_000_000).strip();
    String real = sealed.witness.cosign(text, 1_700_000_000).strip();
    wrong(
        bundles.of(
            sealed, lines -> lines.stream().map(line -> line.replace(real, forged)).toList()),
        "the signature of the witness witness.example/one under the checkpoint of 20 events is wrong");
  }

  @Test
  void checksOneProofByItself() throws Exception {
    Object key = WHOLE.key.verifier();
    var inclusion = WHOLE.queries.find(new FindInclusion(300, 305));
    var consistency = WHOLE.queries.find(new FindConsistency(305, 705));
    Path one = bundles.file(JSON.writeValueAsString(inclusion));
    Path two = bundles.file(JSON.writeValueAsString(consistency));

    assertThat(Verifier.verify("--proof", one, "--checkpoint", kept(305), "--key", key).said())
        .contains("GOOD: the event with this hash is event 300 of the 305");
    assertThat(
            Verifier.verify(
                    "--proof",
                    two,
                    "--checkpoint",
                    kept(305),
                    "--checkpoint",
                    kept(705),
                    "--key",
                    key)
                .said())
        .contains("GOOD: the 705 events begin with the 305");

    Path moved =
        bundles.file(
            JSON.writeValueAsString(inclusion).replace("\"logIndex\":300", "\"logIndex\":299"));
    wrong(
        Verifier.verify("--proof", moved, "--checkpoint", kept(305), "--key", key),
        "event 299 is not in the 305 events");
    Path shorter =
        bundles.file(
            JSON.writeValueAsString(consistency)
                .replaceFirst("\"path\":\\[\"[^\"]*\",", "\"path\":["));
    wrong(
        Verifier.verify(
            "--proof", shorter, "--checkpoint", kept(305), "--checkpoint", kept(705), "--key", key),
        "do not begin with");
    wrong(
        Verifier.verify(
            "--proof",
            one,
            "--checkpoint",
            kept(305),
            "--key",
            TestKeys.ofLog("example.com/log").verifier()),
        "is not signed by");
    assertThat(Verifier.verify("--proof", one, "--key", key).code()).isEqualTo(2);
    assertThat(Verifier.verify("--proof", one, "--checkpoint", kept(305)).code()).isEqualTo(2);
  }

  private Path kept(long size) {
    return bundles.file(WHOLE.of(size).items().getFirst().note());
  }

  private static void wrong(Path bundle, String... told) {
    wrong(Verifier.verify(bundle), told);
  }

  private static void wrong(Verdict verdict, String... told) {
    assertThat(verdict.said()).contains("WRONG: ").contains(told).doesNotContain("GOOD");
    assertThat(verdict.code()).isEqualTo(1);
  }

  private static List<String> replaced(List<String> lines, int at, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(at, line);
    return changed;
  }

  private static List<String> inserted(List<String> lines, int at, String line) {
    List<String> changed = new ArrayList<>(lines);
    changed.add(at, line);
    return changed;
  }
}

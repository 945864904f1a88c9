package io.holdfast.query.solvency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.Defect;
import io.holdfast.api.query.Scope;
import io.holdfast.api.reconciliation.BooksCompared;
import io.holdfast.api.solvency.FindSolvencyProof;
import io.holdfast.api.solvency.FindSolvencyReports;
import io.holdfast.api.solvency.Position;
import io.holdfast.api.solvency.PublishSolvencyReport;
import io.holdfast.api.solvency.SolvencyCommand;
import io.holdfast.api.solvency.SolvencyProofs.Proof;
import io.holdfast.api.solvency.SolvencyReportId;
import io.holdfast.api.solvency.SolvencyReportPublished;
import io.holdfast.api.solvency.SolvencyReportRequested;
import io.holdfast.api.solvency.SolvencyReportsFound.Found;
import io.holdfast.query.solvency.SolvencyReports.Open;
import io.holdfast.query.transparency.Hash;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of solvency from a real read model, and everybody's own proof. */
class SolvencyIT {
  private static final String REPORT = "solvency:1";
  private static final Instant AT = Instant.ofEpochMilli(7_000);

  private final ReadModel model = new ReadModel();
  private final SolvencyReports reports = new SolvencyReports(model.database.dataSource());
  private final SolvencyQueries queries = new SolvencyQueries(model.database.dataSource());
  private final List<SolvencyCommand> told = new ArrayList<>();
  private final Story story =
      new Story()
          .opened("account:a", "alice")
          .opened("account:b", "bob")
          .opened("account:c", "carol")
          .paidIn("account:a", 700)
          .paidIn("account:b", 30)
          .moved("account:a", "account:b", 100);
  private long compared;

  /** Compared with the chain at event 9; what came later is not in the report. */
  @BeforeEach
  void aLedgerThatWasCompared() throws Exception {
    compared = story.index();
    story.tell(
        new BooksCompared(
            "bitcoin", "BTC", 42, "aa", compared, "735", "730", List.of(), List.of(), "5",
            List.of(), 0));
    story.paidIn("account:c", 9);
    model.write(story.log());
    reports.on(new SolvencyReportRequested(REPORT, "user:adam"), AT);
  }

  @Test
  void whatIsOwedIsToldAsOfTheBlockThatTheChainWasAskedAt() throws Exception {
    publish();

    Found report = report();
    Position position = report.positions().getFirst();
    assertThat(report.positions()).hasSize(1);
    assertThat(position.asset()).isEqualTo("BTC");
    assertThat(position.logIndex()).isEqualTo(compared);
    assertThat(position.liabilities()).isEqualTo("730");
    assertThat(position.accounts()).isEqualTo(2);
    assertThat(position.reserves()).isEqualTo("735");
    assertThat(position.rail()).isEqualTo("bitcoin");
    assertThat(position.height()).isEqualTo(42);
    assertThat(position.hash()).isEqualTo("aa");
    assertThat(report.publishedAtMillis()).isEqualTo(AT.toEpochMilli());
    assertThat(report.provable()).isTrue();
  }

  @Test
  void everybodyFindsWhatTheyAreOwedInTheOneRoot() throws Exception {
    publish();

    Position position = report().positions().getFirst();
    assertThat(proof("account:a", Scope.ownedBy("alice")).amount()).isEqualTo("600");
    assertThat(proof("account:b", Scope.ownedBy("bob")).amount()).isEqualTo("130");
    for (String account : List.of("account:a", "account:b")) {
      Proof proof = proof(account, Scope.EVERYBODY);
      assertThat(proof.root()).isEqualTo(position.root());
      assertThat(proof.liabilities()).isEqualTo(position.liabilities());
      assertThat(rootOf(proof))
          .isEqualTo(
              new Sum(new BigInteger(position.liabilities()), Hash.ofBase64(position.root())));
    }
  }

  @Test
  void nobodySeesAnothersProofAndWhoIsOwedNothingHasNone() throws Exception {
    publish();

    assertThat(proofs("account:a", Scope.ownedBy("bob"))).isEmpty();
    assertThat(proofs("account:c", Scope.ownedBy("carol"))).isEmpty();
    assertThat(proofs("account:z", Scope.EVERYBODY)).isEmpty();
  }

  @Test
  void nothingIsShownBeforeItIsPublished() throws Exception {
    make();

    assertThat(report().positions()).isEmpty();
    assertThat(report().publishedAtMillis()).isNull();
    assertThat(proofs("account:a", Scope.EVERYBODY)).isEmpty();
  }

  /** Killed after the tree was stored, or after it was published and nobody had heard. */
  @Test
  void whoIsKilledBeforeItIsPublishedPublishesTheSameFigures() throws Exception {
    make();
    List<Position> first = published();
    model.write(
        story.paidIn("account:a", 1).log().subList((int) story.index() - 2, (int) story.index()));

    make();

    assertThat(published()).isEqualTo(first);
  }

  @Test
  void aLedgerThatOwesLessThanNothingProvesNothing() throws Exception {
    model.run("update view.balance_change set posted = -1 where account_id = 'account:b'");

    assertThatThrownBy(this::make).isInstanceOf(Defect.class).hasMessageContaining("account:b");
    assertThat(told).isEmpty();
    assertThat(model.rows("select * from audit.solvency_leaf")).isEmpty();
  }

  @Test
  void ofOlderReportsOnlyTheFiguresStay() throws Exception {
    publish();
    reports.on(new SolvencyReportRequested("solvency:2", "user:adam"), AT.plusSeconds(1));
    Open second = reports.next().orElseThrow();
    reporter().make(second);
    reports.on(new SolvencyReportPublished(second.reportId(), published()), AT.plusSeconds(2));

    reports.prune(1);

    assertThat(report().provable()).isFalse();
    assertThat(report().positions()).hasSize(1);
    assertThat(proofs("account:a", Scope.EVERYBODY)).isEmpty();
    assertThat(queries.find(new FindSolvencyReports(null)).reports())
        .extracting(Found::reportId)
        .containsExactly("solvency:2", REPORT);
  }

  private void publish() throws Exception {
    make();
    reports.on(new SolvencyReportPublished(REPORT, published()), AT);
    assertThat(reports.next()).isEmpty();
  }

  private void make() throws Exception {
    reporter().make(reports.next().orElseThrow());
  }

  private SolvencyReporter reporter() {
    return new SolvencyReporter(model.database.dataSource(), new SecureRandom(), told::add);
  }

  private List<Position> published() {
    return ((PublishSolvencyReport) told.getLast()).positions();
  }

  private Found report() {
    return queries.find(new FindSolvencyReports(new SolvencyReportId(REPORT))).reports().getFirst();
  }

  private List<Proof> proofs(String account, Scope scope) {
    return queries
        .find(new FindSolvencyProof(scope, new SolvencyReportId(REPORT), new AccountId(account)))
        .proofs();
  }

  private Proof proof(String account, Scope scope) {
    return proofs(account, scope).getFirst();
  }

  /** As whoever checks it would. */
  private static Sum rootOf(Proof proof) {
    Sum leaf =
        Sum.leaf(
            new Liability(
                proof.accountId(),
                proof.asset(),
                new BigInteger(proof.amount()),
                HexFormat.of().parseHex(proof.nonce())));
    return SumTree.rootOf(
        leaf,
        proof.path().stream()
            .map(
                step ->
                    new SumTree.Step(
                        step.side().equals("left"),
                        new Sum(new BigInteger(step.amount()), Hash.ofBase64(step.hash()))))
            .toList());
  }
}

package io.holdfast.command.reconciliation;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.reconciliation.CaseCommand;
import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.ComparisonEvent;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.PostponeComparison;
import io.holdfast.api.reconciliation.ReconciliationCommand;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.api.reconciliation.RequestComparison;
import io.holdfast.command.Aggregates;
import io.holdfast.command.reconciliation.Case.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Takes in what comparisons found. A comparison and all cases that it opens and closes are one
 * append, so that no difference is recorded without its case. Locks are taken in the order
 * comparing, then cases by id.
 */
public final class ReconciliationHandler {
  private final Aggregates<ComparingAggregate, Comparing, ComparisonEvent> comparisons;
  private final Aggregates<CaseAggregate, Case, CaseEvent> cases;
  private final Assets assets;
  private final Rails rails;

  public ReconciliationHandler(
      Aggregates<ComparingAggregate, Comparing, ComparisonEvent> comparisons,
      Aggregates<CaseAggregate, Case, CaseEvent> cases,
      Assets assets,
      Rails rails) {
    this.comparisons = comparisons;
    this.cases = cases;
    this.assets = assets;
    this.rails = rails;
  }

  /** A wish that nobody would ever fulfil is refused. */
  @CommandHandler
  void handle(RequestComparison command) {
    Rail rail = rails.require(command.rail());
    Asset asset = assets.require(command.asset());
    if (!rail.isCompared(asset)) {
      throw new Rejection(
          ErrorCode.RAIL_NOT_COMPARED,
          "What this rail's chain holds of this asset is not compared with the ledger.");
    }
    if (!asset.rail().equals(command.rail())) {
      throw new Rejection(
          ErrorCode.UNKNOWN_ASSET, "This asset is not on that rail. GET /api/assets lists them.");
    }
    decide(command);
  }

  @CommandHandler
  void handle(PostponeComparison command) {
    decide(command);
  }

  private void decide(ReconciliationCommand command) {
    comparisons.decide(command.targetId(), state -> ComparingDecider.decide(command, state));
  }

  @CommandHandler
  void handle(RecordComparison command) {
    var comparing = comparisons.load(command.targetId());
    List<CaseId> gone = ComparingDecider.gone(command, comparing.state());
    comparing.record(ComparingDecider.decide(command, comparing.state()));
    Map<CaseId, Finding> findings = findings(command);
    TreeSet<CaseId> touched = new TreeSet<>(Comparator.comparing(CaseId::value));
    touched.addAll(findings.keySet());
    touched.addAll(gone);
    BlockRef block = command.comparison().block();
    for (CaseId id : touched) {
      Finding finding = findings.get(id);
      cases.decide(
          id.value(),
          state ->
              finding == null
                  ? CaseDecider.gone(id, block, state)
                  : CaseDecider.found(finding, state));
    }
  }

  private static Map<CaseId, Finding> findings(RecordComparison command) {
    Comparison comparison = command.comparison();
    return comparison.differences().stream()
        .map(
            difference ->
                new Finding(
                    CaseId.of(
                        command.rail(), command.asset(), difference.kind(), difference.subject()),
                    command.rail(),
                    command.asset(),
                    comparison.block(),
                    comparison.logIndex(),
                    difference))
        .collect(
            toMap(
                Finding::caseId,
                finding -> finding,
                (first, _) -> first,
                () -> new TreeMap<>(Comparator.comparing(CaseId::value))));
  }

  @CommandHandler
  void handle(RecordRepair command) {
    decide(command);
  }

  @CommandHandler
  void handle(ExplainCase command) {
    decide(command);
  }

  private void decide(CaseCommand command) {
    cases.decide(command.targetId(), state -> CaseDecider.decide(command, state));
  }
}

package io.holdfast.api.reconciliation;

/** A person says why it differs. */
public record ExplainCase(CaseId caseId, String explainedBy, String reason)
    implements CaseCommand {}

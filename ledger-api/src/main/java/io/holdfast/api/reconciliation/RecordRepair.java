package io.holdfast.api.reconciliation;

/** What was missed was taken in again; {@code done} tells people what that was. */
public record RecordRepair(CaseId caseId, String done) implements CaseCommand {}

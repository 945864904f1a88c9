package io.holdfast.api.reconciliation;

import org.axonframework.serialization.Revision;

/** A person said why it differs. */
@Revision("1")
public record CaseExplained(String caseId, String explainedBy, String reason)
    implements CaseEvent {}

package io.holdfast.api.reconciliation;

import org.axonframework.serialization.Revision;

/** What was missed was taken in again. */
@Revision("1")
public record CaseRepaired(String caseId, String done) implements CaseEvent {}

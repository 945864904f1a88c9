package io.holdfast.api.reconciliation;

import org.axonframework.serialization.Revision;

/** At this block the difference was gone. */
@Revision("1")
public record CaseClosed(String caseId, long height, String hash) implements CaseEvent {}

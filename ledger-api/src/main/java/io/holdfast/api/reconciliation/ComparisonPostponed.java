package io.holdfast.api.reconciliation;

import org.axonframework.serialization.Revision;

/** They could not be compared, for this reason; they will be. */
@Revision("1")
public record ComparisonPostponed(String rail, String asset, String reason)
    implements ComparisonEvent {}

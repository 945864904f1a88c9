package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One side complains.
 *
 * @param evidenceCid null where only a contract says so
 * @param dueAtMillis until when the other side may answer
 */
@Revision("1")
public record DisputeOpened(
    String orderId, String openedBy, String reason, @Nullable String evidenceCid, long dueAtMillis)
    implements OrderEvent {}

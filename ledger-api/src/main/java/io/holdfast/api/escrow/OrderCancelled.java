package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The buyer gets back what was paid.
 *
 * @param cancelledBy a person; null where time or a contract did it
 */
@Revision("1")
public record OrderCancelled(String orderId, @Nullable String cancelledBy, String cause)
    implements OrderEvent {}

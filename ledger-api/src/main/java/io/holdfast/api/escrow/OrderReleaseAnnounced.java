package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;

/**
 * The buyer is told that it will be released by itself.
 *
 * @param notice which one, from 1
 */
@Revision("1")
public record OrderReleaseAnnounced(String orderId, int notice, long dueAtMillis)
    implements OrderEvent {}

package io.holdfast.gateway.content;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;
import org.apache.tika.mime.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of the bytes that they are about to send.
 *
 * @param order for which; null where they are the person's own
 * @param type what they are said to be
 * @param fileName already of a harmless form
 */
record Offer(
    UserId person, @Nullable OrderId order, @Nullable MediaType type, @Nullable String fileName) {}

package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody brought these bytes.
 *
 * @param orderId for which order; null where it is the uploader's own
 * @param type as it is served: what the bytes were seen to be, or what they were said to be where
 *     both agree
 * @param fileName personal, and sealed
 */
record Upload(
    Cid cid,
    long size,
    String type,
    @Nullable Sealed fileName,
    UserId uploadedBy,
    @Nullable OrderId orderId,
    Instant uploadedAt) {
  /** As those see it to whom it is only shown: what it was called is between its owner and us. */
  Upload withoutName() {
    return new Upload(cid, size, type, null, uploadedBy, orderId, uploadedAt);
  }
}

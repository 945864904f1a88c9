package io.holdfast.gateway.stream;

import org.jspecify.annotations.Nullable;

/**
 * What a client wants to watch.
 *
 * @param after the cursor of the last step it saw; without one it gets all there is
 * @param accountId of the journal to watch
 * @param requestId where only the deposits of one request are wanted
 * @param orderId where only one order is wanted
 */
record StreamRequest(
    @Nullable Long after,
    @Nullable String accountId,
    @Nullable String requestId,
    @Nullable String orderId) {
  static final StreamRequest EVERYTHING = new StreamRequest(null, null, null, null);
}

package io.holdfast.api.query;

import org.jspecify.annotations.Nullable;

/**
 * A deposit request: where to pay, and how far it is met.
 *
 * @param accountId who is credited; of an order's request the buyer's
 * @param orderId the order that is paid there, or null
 */
public record DepositRequestView(
    String requestId,
    String accountId,
    @Nullable String orderId,
    String ownerId,
    String rail,
    String asset,
    String address,
    @Nullable String expected,
    String received,
    String outcome,
    long createdAtMillis,
    long expiresAtMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return requestId;
  }
}

package io.holdfast.api.escrow;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An order was made; its pot is open, but where a contract keeps the money. Times are durations.
 *
 * @param potAccountId null where a contract keeps the money
 * @param metadataCid or null
 * @param deliveryAddress sealed, or null
 * @param phone sealed, or null
 * @param dueAtMillis until when the price must be there
 */
@Revision("1")
public record OrderCreated(
    String orderId,
    String buyerId,
    String buyerAccountId,
    String sellerId,
    String sellerAccountId,
    @Nullable String potAccountId,
    String itemReference,
    String title,
    @Nullable String metadataCid,
    String asset,
    String price,
    String mode,
    long fundingMillis,
    long shippingMillis,
    long confirmationMillis,
    long disputeWindowMillis,
    long answerMillis,
    long decisionMillis,
    long appealMillis,
    @Nullable String deliveryAddress,
    @Nullable String phone,
    long dueAtMillis)
    implements OrderEvent {}

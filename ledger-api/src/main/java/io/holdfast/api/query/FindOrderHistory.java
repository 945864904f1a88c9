package io.holdfast.api.query;

/**
 * What happened to an order, from the log itself, as soon as it was appended; answered by the query
 * side with {@link OrderHistory}, which is empty where the scope has no such order.
 */
public record FindOrderHistory(Scope scope, String orderId) {}

package io.holdfast.api.statement;

import io.holdfast.api.query.Scope;

/**
 * How an order stood at a moment; answered by the query side with {@link OrderAsOf}, or NOT_FOUND
 * where the scope has no such order.
 */
public record FindOrderAsOf(Scope scope, String orderId, AsOf asOf, long minLogIndex) {}

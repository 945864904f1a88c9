package io.holdfast.api.statement;

import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What accounts had at a moment; answered by the query side with {@link BalancesAsOf}.
 *
 * @param accountId one account, also a pot or a boundary account; null for all that the scope lists
 * @param minLogIndex the index that the views must reflect before they are asked; 0 for any
 */
public record FindBalancesAsOf(
    Scope scope, @Nullable String accountId, AsOf asOf, PageRequest page, long minLogIndex) {}

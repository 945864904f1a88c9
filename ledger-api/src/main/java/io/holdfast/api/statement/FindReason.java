package io.holdfast.api.statement;

import io.holdfast.api.query.Scope;

/**
 * Why a balance changed by this entry; answered by the query side with {@link Reason}, or NOT_FOUND
 * where the scope has no such posting.
 */
public record FindReason(
    Scope scope, String accountId, String asset, String entryId, long minLogIndex) {}

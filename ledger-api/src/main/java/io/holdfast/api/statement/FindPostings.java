package io.holdfast.api.statement;

import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;

/**
 * The postings that made a balance what it was at a moment; answered by the query side with {@link
 * PostingsAsOf}, or NOT_FOUND where the scope has no such account.
 *
 * @param afterIndex only what came after this index of the log
 * @param oldestFirst else the newest comes first
 */
public record FindPostings(
    Scope scope,
    String accountId,
    String asset,
    long afterIndex,
    AsOf upTo,
    boolean oldestFirst,
    PageRequest page,
    long minLogIndex) {}

package io.holdfast.api.statement;

import io.holdfast.api.query.Scope;

/**
 * What stands at the head and the foot of an account's statement; answered by the query side with
 * {@link StatementFrame}, or NOT_FOUND where the scope has no such account. The postings between
 * are asked for by {@link FindPostings}.
 */
public record FindStatement(
    Scope scope, String accountId, String asset, AsOf from, AsOf to, long minLogIndex) {}

package io.holdfast.api.statement;

import org.jspecify.annotations.Nullable;

/**
 * The frame of a statement: every event after {@code from} and up to {@code to} counts, so that one
 * statement begins where the one before it ended. Both are indexes of the log, in which nothing
 * changes: the same frame always has the same postings.
 *
 * @param ownerId null for a boundary account
 * @param opening the balance at {@code from}
 * @param closing the balance at {@code to}: the opening one and all postings between
 * @param postings how many these are
 * @param reflectedIndex every event up to this index is reflected in the views
 */
public record StatementFrame(
    String accountId,
    @Nullable String ownerId,
    String label,
    String asset,
    Moment from,
    Moment to,
    String opening,
    String closing,
    long postings,
    long reflectedIndex) {}

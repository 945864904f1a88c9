package io.holdfast.api.statement;

import org.jspecify.annotations.Nullable;

/**
 * One change of an account's balance by an entry, in minor units. What an entry tells is null as
 * long as only the account's half of it is reflected.
 *
 * @param reference the id of what caused it
 * @param counterparties the other accounts of the entry, by commas: at most eight, then an ellipsis
 * @param number how many entries had changed the balance with this one
 * @param logIndex of the event that changed the balance
 */
public record Posting(
    String entryId,
    @Nullable String kind,
    @Nullable String reference,
    String amount,
    String postedAfter,
    @Nullable String counterparties,
    long number,
    long atMillis,
    long logIndex) {}

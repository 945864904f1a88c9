package io.holdfast.api.query;

/**
 * The policies that were set while the ledger ran; answered by the query side with {@link
 * WithdrawalPolicies}. An asset without one goes out as configured.
 *
 * @param minLogIndex waits until the read model reflects that index; 0 does not wait
 */
public record FindWithdrawalPolicies(long minLogIndex) {}

package io.holdfast.api.solvency;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.query.Scope;
import org.jspecify.annotations.Nullable;

/**
 * That what an account is owed stands in a report; answered with {@link SolvencyProofs}.
 *
 * @param scope whose accounts may be asked for
 * @param reportId null for the newest that can be proven
 */
public record FindSolvencyProof(
    Scope scope, @Nullable SolvencyReportId reportId, AccountId accountId) {}

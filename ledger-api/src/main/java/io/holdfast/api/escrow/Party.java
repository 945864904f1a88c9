package io.holdfast.api.escrow;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.user.UserId;

/**
 * One of the two sides of an order.
 *
 * @param accountId the person's own account, which pays or is paid
 */
public record Party(UserId userId, AccountId accountId) {}

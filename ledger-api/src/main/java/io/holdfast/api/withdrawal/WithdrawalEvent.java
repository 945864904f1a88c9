package io.holdfast.api.withdrawal;

import io.holdfast.api.Event;

/** What happened to a withdrawal. */
public sealed interface WithdrawalEvent extends Event
    permits WithdrawalRequested,
        WithdrawalApprovalGiven,
        WithdrawalApproved,
        WithdrawalRejected,
        WithdrawalCancelled,
        WithdrawalSigned,
        WithdrawalBroadcast,
        WithdrawalFeeCharged,
        WithdrawalConfirmed,
        WithdrawalOrphaned,
        WithdrawalSettled,
        WithdrawalFailed {}

package io.holdfast.api.deposit;

import io.holdfast.api.Event;

/** What happened to deposit requests and to payments. */
public sealed interface DepositEvent extends Event
    permits DepositRequested,
        PaymentCounted,
        PaymentUncounted,
        DepositRequestExpired,
        DepositDetected,
        DepositConfirmed,
        DepositCredited,
        DepositFinalized,
        DepositOrphaned,
        DepositReversed,
        DepositReplaced,
        DepositSuspended {}

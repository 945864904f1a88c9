package io.holdfast.api.deposit;

/** What happened to one inbound payment, the deposit. */
public sealed interface PaymentEvent extends DepositEvent
    permits DepositDetected,
        DepositConfirmed,
        DepositCredited,
        DepositFinalized,
        DepositOrphaned,
        DepositReversed,
        DepositReplaced,
        DepositSuspended {}

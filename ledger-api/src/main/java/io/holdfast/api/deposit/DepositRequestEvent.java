package io.holdfast.api.deposit;

/** What happened to one deposit request. */
public sealed interface DepositRequestEvent extends DepositEvent
    permits DepositRequested, PaymentCounted, PaymentUncounted, DepositRequestExpired {}

package io.holdfast.api.deposit;

import io.holdfast.api.Event;

/** What happened to deposit requests and to payments. */
public sealed interface DepositEvent extends Event permits DepositRequestEvent, PaymentEvent {}

package io.holdfast.api.deposit;

/** What may be told of one inbound payment. */
public sealed interface PaymentCommand extends DepositCommand
    permits ReportPayment, CountConfirmations, OrphanPayment, ReplacePayment {}

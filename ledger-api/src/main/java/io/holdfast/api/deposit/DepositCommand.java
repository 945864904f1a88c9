package io.holdfast.api.deposit;

import io.holdfast.api.Command;

/** What may be asked about deposits. */
public sealed interface DepositCommand extends Command
    permits DepositRequestCommand, PaymentCommand {}

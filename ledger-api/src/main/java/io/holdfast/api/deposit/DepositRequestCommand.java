package io.holdfast.api.deposit;

/** What may be asked of one deposit request. */
public sealed interface DepositRequestCommand extends DepositCommand
    permits RequestDeposit, RequestOrderDeposit, ExpireDepositRequest {}

package io.holdfast.api.withdrawal;

import io.holdfast.api.Command;

/** What may be asked about withdrawals. */
public sealed interface WithdrawalCommand extends Command
    permits RequestWithdrawal,
        RequestMint,
        ApproveWithdrawal,
        RejectWithdrawal,
        CancelWithdrawal,
        RecordSigned,
        RecordBroadcast,
        RecordChainFee,
        CountWithdrawalConfirmations,
        OrphanWithdrawal,
        FailWithdrawal {}

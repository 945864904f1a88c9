package io.holdfast.chain.payout;

import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalState;

/**
 * Withdrawals as a rail's worker sees them. Called in the log's order, in the transaction that
 * stores the projection's token; what was stored already is stored again without effect. Events of
 * other rails' withdrawals come too, and change nothing.
 */
public interface PayoutRecords {
  /** Somebody asked for it, on this rail. */
  void requested(WithdrawalRequested event);

  void state(String withdrawalId, WithdrawalState state);

  /** These bytes stand in the log; they, and no others, are ever sent. */
  void signed(String withdrawalId, String transaction, String signedHex);

  /** It will never be paid: what was set aside for it is free for others. */
  void closed(String withdrawalId, WithdrawalState state);
}

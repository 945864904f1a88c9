package io.holdfast.chain.payout;

import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalState;
import java.math.BigInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What every rail keeps of its withdrawals in {@code rail.payout}. What decides their bytes is each
 * kind of rail's own: coins that are reserved, or a number that is given out.
 */
public abstract class PayoutTable implements PayoutRecords {
  private static final String AFTER_RESTORE =
      "waits: the ledger was restored from a backup, and this may have been paid since; an"
          + " administrator compares, then pauses the rail and resumes it";

  protected final JdbcClient db;
  protected final String rail;

  protected PayoutTable(JdbcClient db, String rail) {
    this.db = db;
    this.rail = rail;
  }

  /** Gives free what was set aside for a withdrawal that will never be paid. */
  protected abstract void free(String withdrawalId);

  /** The bytes were given to a node. */
  public final void sent(String withdrawalId, long nowMillis) {
    db.sql("UPDATE rail.payout SET sent_at_millis = :now WHERE withdrawal_id = :id")
        .param("now", nowMillis)
        .param("id", withdrawalId)
        .update();
  }

  /** Why it waits, for people. */
  public final void detail(String withdrawalId, String detail) {
    db.sql(
            """
            UPDATE rail.payout SET detail = :detail
            WHERE withdrawal_id = :id AND detail IS DISTINCT FROM :detail""")
        .param("detail", detail)
        .param("id", withdrawalId)
        .update();
  }

  /**
   * Whether nothing may be signed: the database was put back from a backup, and the chain may have
   * the payment already. The withdrawal then says that it waits.
   */
  public final boolean waitsAfterRestore(String withdrawalId) {
    boolean held =
        db.sql("SELECT EXISTS (SELECT FROM rail.payout_hold WHERE rail = :rail)")
            .param("rail", rail)
            .query(Boolean.class)
            .single();
    if (held) {
      detail(withdrawalId, AFTER_RESTORE);
    }
    return held;
  }

  // ---- folded from events, in the transaction that stores the token

  @Override
  public final void requested(WithdrawalRequested event) {
    db.sql(
            """
            INSERT INTO rail.payout
              (withdrawal_id, rail, asset, amount, destination, finality_depth, state)
            VALUES (:id, :rail, :asset, :amount, :destination, :depth, 'AWAITING_APPROVAL')
            ON CONFLICT (withdrawal_id) DO NOTHING""")
        .param("id", event.withdrawalId())
        .param("rail", rail)
        .param("asset", event.asset())
        .param("amount", new BigInteger(event.amount()))
        .param("destination", event.destination())
        .param("depth", event.finalityDepthBlocks())
        .update();
  }

  @Override
  public final void state(String withdrawalId, WithdrawalState state) {
    db.sql(
            """
            UPDATE rail.payout SET state = :state, detail = NULL
            WHERE withdrawal_id = :id AND rail = :rail""")
        .param("state", state.name())
        .param("id", withdrawalId)
        .param("rail", rail)
        .update();
  }

  @Override
  public final void signed(String withdrawalId, String transaction, String signedHex) {
    db.sql(
            """
            UPDATE rail.payout SET txid = :transaction, signed_hex = :hex
            WHERE withdrawal_id = :id AND rail = :rail""")
        .param("transaction", transaction)
        .param("hex", signedHex)
        .param("id", withdrawalId)
        .param("rail", rail)
        .update();
    state(withdrawalId, WithdrawalState.SIGNED);
  }

  @Override
  public final void closed(String withdrawalId, WithdrawalState state) {
    state(withdrawalId, state);
    free(withdrawalId);
  }
}

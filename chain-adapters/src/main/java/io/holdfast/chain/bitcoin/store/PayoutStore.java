package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.payout.Coin;
import io.holdfast.chain.bitcoin.payout.CoinSelection;
import io.holdfast.chain.bitcoin.rpc.OutPoint;
import io.holdfast.chain.payout.PayoutTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The coins that may be spent, and the withdrawals that want them. Only the follower's thread
 * writes.
 */
public final class PayoutStore extends PayoutTable {
  /** Blocks after which a block's reward may be spent (Bitcoin Core's COINBASE_MATURITY). */
  private static final int COINBASE_MATURITY = 100;

  private static final RowMapper<Payout> PAYOUT = (row, _) -> payout(row);
  private static final RowMapper<Coin> COIN =
      (row, _) ->
          new Coin(
              new OutPoint(row.getString("txid"), row.getInt("vout")),
              row.getLong("amount"),
              new KeyPath(Branch.of(row.getInt("branch")), row.getInt("key_index")));

  private final TransactionTemplate transaction;
  private final int creditDepth;

  public PayoutStore(
      JdbcClient db, PlatformTransactionManager transactions, String rail, int creditDepth) {
    super(db, rail);
    this.transaction = new TransactionTemplate(transactions);
    this.creditDepth = creditDepth;
  }

  /** The withdrawals that wait for something from us, the oldest first. */
  public List<Payout> open() {
    return db.sql(
            """
            SELECT * FROM rail.payout WHERE rail = :rail
            AND state IN ('APPROVED', 'SIGNED', 'BROADCAST') AND height IS NULL
            ORDER BY number""")
        .param("rail", rail)
        .query(PAYOUT)
        .list();
  }

  /**
   * What may be spent now: deposits as deep as they must be for credit, our own change once it is
   * mined, rewards once the chain's rules allow it; spent by nobody and reserved for nobody.
   */
  public List<Coin> spendable() {
    return db.sql(
            """
            SELECT u.*, a.branch, a.key_index FROM rail.utxo u
            JOIN rail.address a USING (rail, address)
            JOIN rail.cursor c USING (rail)
            WHERE u.rail = :rail AND u.block_hash IS NOT NULL
              AND u.spent_by IS NULL AND u.reserved_by IS NULL
              AND (a.branch = 1 OR u.height <= c.height - :depth + 1)
              AND (NOT u.coinbase OR u.height <= c.height - :maturity + 1)""")
        .param("rail", rail)
        .param("depth", creditDepth)
        .param("maturity", COINBASE_MATURITY)
        .query(COIN)
        .list();
  }

  /** The coins reserved for this withdrawal, in the order of their places. */
  public List<Coin> reserved(Payout payout) {
    return db
        .sql(
            """
            SELECT u.*, a.branch, a.key_index FROM rail.utxo u
            JOIN rail.address a USING (rail, address)
            WHERE u.rail = :rail AND u.reserved_by = :id""")
        .param("rail", rail)
        .param("id", payout.withdrawalId())
        .query(COIN)
        .list()
        .stream()
        .sorted(Coin.BY_PLACE)
        .toList();
  }

  /** The plan that was made for this withdrawal, if any. */
  public Optional<CoinSelection> plan(Payout payout) {
    record Sums(long fee, long change) {}
    return db.sql(
            "SELECT fee, change FROM rail.payout WHERE withdrawal_id = :id AND fee IS NOT NULL")
        .param("id", payout.withdrawalId())
        .query((row, _) -> new Sums(row.getLong("fee"), row.getLong("change")))
        .optional()
        .map(sums -> new CoinSelection(reserved(payout), sums.fee, sums.change));
  }

  /**
   * Sets coins aside for this withdrawal and for no other, with what else decides its bytes.
   * Answers false and does nothing when it was called back meanwhile.
   */
  public boolean reserve(Payout payout, CoinSelection selection) {
    return Boolean.TRUE.equals(
        transaction.<Boolean>execute(
            _ -> {
              int approved =
                  db.sql(
                          """
                          UPDATE rail.payout SET fee = :fee, change = :change, detail = NULL
                          WHERE withdrawal_id = :id AND state = 'APPROVED'""")
                      .param("fee", selection.feeSats())
                      .param("change", selection.changeSats())
                      .param("id", payout.withdrawalId())
                      .update();
              if (approved == 1) {
                selection.coins().forEach(coin -> reserve(payout, coin));
              }
              return approved == 1;
            }));
  }

  private void reserve(Payout payout, Coin coin) {
    int rows =
        db.sql(
                """
                UPDATE rail.utxo SET reserved_by = :id
                WHERE rail = :rail AND txid = :txid AND vout = :vout AND reserved_by IS NULL""")
            .param("id", payout.withdrawalId())
            .param("rail", rail)
            .param("txid", coin.outPoint().txid())
            .param("vout", coin.outPoint().index())
            .update();
    if (rows != 1) {
      throw new IllegalStateException("another follower reserved " + coin.outPoint());
    }
  }

  /** Forgets a plan, unless bytes made from it were offered to the log: they need its coins. */
  public void forget(Payout payout) {
    transaction.executeWithoutResult(
        _ -> {
          int forgotten =
              db.sql(
                      """
                      UPDATE rail.payout SET fee = NULL, change = NULL
                      WHERE withdrawal_id = :id AND txid IS NULL""")
                  .param("id", payout.withdrawalId())
                  .update();
          if (forgotten == 1) {
            free(payout.withdrawalId());
          }
        });
  }

  @Override
  protected void free(String withdrawalId) {
    db.sql(
            """
            UPDATE rail.utxo u SET reserved_by = NULL WHERE reserved_by = :id
            AND rail = :rail""")
        .param("id", withdrawalId)
        .param("rail", rail)
        .update();
  }

  /** From here on no other transaction is made for this withdrawal. */
  public void offer(Payout payout, String txid) {
    db.sql("UPDATE rail.payout SET txid = :txid WHERE withdrawal_id = :id")
        .param("txid", txid)
        .param("id", payout.withdrawalId())
        .update();
  }

  /**
   * Whether a block that is final excludes it: there another transaction spent one of its coins, or
   * what would have made the coin; or the coin is the change of a payment that failed so itself.
   */
  public boolean isImpossible(Payout payout) {
    return db.sql(
            """
            SELECT EXISTS (SELECT FROM rail.utxo u JOIN rail.cursor c USING (rail)
              WHERE u.rail = :rail AND u.reserved_by = :id AND (
                (u.spent_by <> :txid AND u.spent_height <= c.final_height)
                OR (u.block_hash IS NULL AND u.replaced_height <= c.final_height)
                OR (u.block_hash IS NULL AND EXISTS (SELECT FROM rail.payout p
                  WHERE p.rail = u.rail AND p.txid = u.txid AND p.state = 'FAILED'))))""")
        .param("rail", rail)
        .param("id", payout.withdrawalId())
        .param("txid", payout.txid())
        .query(Boolean.class)
        .single();
  }

  private static Payout payout(ResultSet row) throws SQLException {
    long sentAt = row.getLong("sent_at_millis");
    boolean never = row.wasNull();
    return new Payout(
        row.getString("withdrawal_id"),
        row.getString("asset"),
        row.getBigDecimal("amount").toBigIntegerExact(),
        row.getString("destination"),
        WithdrawalState.valueOf(row.getString("state")),
        row.getString("txid"),
        row.getString("signed_hex"),
        never ? null : sentAt);
  }
}

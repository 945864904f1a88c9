package io.holdfast.chain.transfer;

import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.chain.payout.PayoutTable;
import io.holdfast.chain.transfer.Payout.Plan;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Withdrawals of a chain with accounts, and the numbers of the transactions that pay them.
 *
 * <p>A number belongs to one withdrawal. It comes free again only while nothing signed with it can
 * have left us: when the ledger refuses the bytes. Free numbers are given out first, the lowest
 * before all, so that no gap holds up what was sent with a higher one.
 */
public final class PayoutStore extends PayoutTable {
  private static final RowMapper<Payout> PAYOUT = (row, _) -> payout(row);

  private final TransactionTemplate transaction;

  public PayoutStore(JdbcClient db, PlatformTransactionManager transactions, String rail) {
    super(db, rail);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Which account this database's withdrawals were paid by, if any. */
  public Optional<String> knownSender() {
    return db.sql("SELECT address FROM rail.sender WHERE rail = :rail")
        .param("rail", rail)
        .query(String.class)
        .optional();
  }

  /**
   * Ties this database to the account, at the first start; later makes sure that it is the same.
   *
   * @throws KeyFileException when the database knows another account
   */
  public void claim(String sender) {
    db.sql(
            """
            INSERT INTO rail.sender (rail, address) VALUES (:rail, :sender)
            ON CONFLICT (rail) DO NOTHING""")
        .param("rail", rail)
        .param("sender", sender)
        .update();
    if (!knownSender().equals(Optional.of(sender))) {
      throw new KeyFileException(
          "The key file is not the one that this database's account on rail "
              + rail
              + " was made with. Bring the right one back from your copy.");
    }
  }

  /** The withdrawals that wait for something from us, the oldest first. */
  public List<Payout> open() {
    return where("state IN ('APPROVED', 'SIGNED', 'BROADCAST') AND height IS NULL");
  }

  /** Those whose transactions are planned and stand in no block. */
  public List<Payout> underWay() {
    return where(
        "state IN ('APPROVED', 'SIGNED', 'BROADCAST') AND height IS NULL AND sequence IS NOT NULL");
  }

  private List<Payout> where(String condition) {
    return db.sql(
            "SELECT * FROM rail.payout WHERE rail = :rail AND " + condition + " ORDER BY number")
        .param("rail", rail)
        .query(PAYOUT)
        .list();
  }

  /** Whether we know which numbers we may give out. */
  boolean isNumbered() {
    return db.sql("SELECT first_sequence IS NOT NULL FROM rail.sender WHERE rail = :rail")
        .param("rail", rail)
        .query(Boolean.class)
        .single();
  }

  void numberFrom(long first) {
    db.sql(
            """
            UPDATE rail.sender SET first_sequence = :first
            WHERE rail = :rail AND first_sequence IS NULL""")
        .param("rail", rail)
        .param("first", first)
        .update();
  }

  /**
   * Gives the withdrawal a number and stores the plan that is made for it. Answers empty and does
   * nothing when it was called back meanwhile.
   */
  Optional<Plan> plan(Payout payout, LongFunction<Plan> planner) {
    return Objects.requireNonNull(
        transaction.<Optional<Plan>>execute(_ -> planned(payout, planner)));
  }

  private Optional<Plan> planned(Payout payout, LongFunction<Plan> planner) {
    Plan plan = planner.apply(freeNumber());
    int approved =
        db.sql(
                """
                UPDATE rail.payout SET sequence = :sequence, unsigned = :unsigned,
                  txid = :transaction, most_fee = :fee, detail = NULL
                WHERE withdrawal_id = :id AND state = 'APPROVED' AND sequence IS NULL""")
            .param("sequence", plan.sequence())
            .param("unsigned", plan.unsigned())
            .param("transaction", plan.transaction())
            .param("fee", plan.mostFee())
            .param("id", payout.withdrawalId())
            .update();
    return approved == 1 ? Optional.of(plan) : Optional.empty();
  }

  /**
   * The lowest number that belongs to no withdrawal and to no transaction on the chain. Below the
   * last that is final, all are used: a chain takes numbers in their order.
   */
  private long freeNumber() {
    return db.sql(
            """
            WITH final AS (
              SELECT max(t.sequence) + 1 AS low FROM rail.sent t JOIN rail.cursor c USING (rail)
              WHERE t.rail = :rail AND t.block_hash IS NOT NULL AND t.height <= c.final_height),
            used AS (
              SELECT sequence FROM rail.payout WHERE rail = :rail AND sequence IS NOT NULL
              UNION
              SELECT sequence FROM rail.sent WHERE rail = :rail AND block_hash IS NOT NULL),
            bounds AS (
              SELECT greatest(s.first_sequence, f.low) AS low,
                (SELECT max(sequence) FROM used) AS high
              FROM rail.sender s, final f WHERE s.rail = :rail)
            SELECT min(n) FROM bounds b, generate_series(b.low, greatest(b.low, b.high + 1)) n
            WHERE NOT EXISTS (SELECT FROM used u WHERE u.sequence = n)""")
        .param("rail", rail)
        .query(Long.class)
        .single();
  }

  /** Forgets a plan whose bytes never left us: its number is free for others. */
  void release(Payout payout) {
    release(payout.withdrawalId());
  }

  private void release(String withdrawalId) {
    db.sql(
            """
            UPDATE rail.payout SET sequence = NULL, unsigned = NULL, txid = NULL, most_fee = NULL
            WHERE withdrawal_id = :id AND rail = :rail AND signed_hex IS NULL""")
        .param("id", withdrawalId)
        .param("rail", rail)
        .update();
  }

  /** What became of the withdrawal's transaction. */
  Fate fate(Plan plan) {
    record Sent(boolean same, boolean succeeded, BigInteger fee, boolean isFinal) {}
    return db.sql(
            """
            SELECT t.*, t.height <= c.final_height AS is_final
            FROM rail.sent t JOIN rail.cursor c USING (rail)
            WHERE t.rail = :rail AND t.sequence = :sequence AND t.block_hash IS NOT NULL""")
        .param("rail", rail)
        .param("sequence", plan.sequence())
        .query(
            (row, _) ->
                new Sent(
                    row.getString("transaction").equals(plan.transaction()),
                    row.getBoolean("succeeded"),
                    row.getBigDecimal("fee").toBigIntegerExact(),
                    row.getBoolean("is_final")))
        .optional()
        .<Fate>map(
            sent -> {
              if (!sent.same) {
                return sent.isFinal ? new Fate.FinallyReplaced() : new Fate.Open();
              }
              return sent.isFinal && !sent.succeeded
                  ? new Fate.FinallyReverted(sent.fee)
                  : new Fate.Reverted();
            })
        .orElseGet(Fate.Open::new);
  }

  /**
   * Whether this transaction of ours makes new tokens. Planned before it was sent, so never late.
   */
  public boolean mints(String transaction) {
    return db.sql(
            """
            SELECT EXISTS (SELECT FROM rail.payout
              WHERE rail = :rail AND txid = :transaction AND destination = :mint)""")
        .param("rail", rail)
        .param("transaction", transaction)
        .param("mint", RequestMint.DESTINATION)
        .query(Boolean.class)
        .single();
  }

  @Override
  protected void free(String withdrawalId) {
    release(withdrawalId);
    freeNumberOf(withdrawalId);
  }

  /** What fails, fails on proof: its number is on the final chain, or belongs to nobody. */
  private void freeNumberOf(String withdrawalId) {
    db.sql(
            """
            UPDATE rail.payout SET sequence = NULL
            WHERE withdrawal_id = :id AND rail = :rail AND state = 'FAILED'""")
        .param("id", withdrawalId)
        .param("rail", rail)
        .update();
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
        plan(row),
        row.getString("signed_hex"),
        never ? null : sentAt);
  }

  private static @Nullable Plan plan(ResultSet row) throws SQLException {
    String unsigned = row.getString("unsigned");
    return unsigned == null
        ? null
        : new Plan(
            row.getLong("sequence"),
            unsigned,
            row.getString("txid"),
            row.getBigDecimal("most_fee").toBigIntegerExact());
  }
}

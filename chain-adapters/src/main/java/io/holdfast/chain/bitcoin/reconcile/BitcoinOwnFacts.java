package io.holdfast.chain.bitcoin.reconcile;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.reconcile.StoredFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code rail.utxo} and {@code rail.payout} say is ours, and what they know of the rest. */
public final class BitcoinOwnFacts extends StoredFacts {
  /** Paid to an address that was made for change, by somebody else. */
  static final String UNASKED = "payments to change addresses";

  private static final String EVER_MINED =
      """
      SELECT coalesce(sum(u.amount), 0) FROM rail.utxo u JOIN rail.address a USING (rail, address)
      WHERE u.rail = :rail AND u.block_hash IS NOT NULL AND\s""";

  private static final String UNSPENT = "u.spent_by IS NULL AND ";

  public BitcoinOwnFacts(JdbcClient db, BlockStore blocks, Asset asset) {
    super(db, blocks, asset);
  }

  @Override
  public List<Holding> held() {
    return statement(
            """
            SELECT txid, vout, amount, address, height FROM rail.utxo
            WHERE rail = :rail AND block_hash IS NOT NULL AND spent_by IS NULL""")
        .query(
            (row, _) ->
                new Holding(
                    BitcoinHoldings.subject(row.getString("txid"), row.getInt("vout")),
                    amount(row, "amount"),
                    row.getString("address"),
                    row.getLong("height")))
        .list();
  }

  @Override
  public BigInteger sum() {
    return sum(
        """
        SELECT coalesce(sum(amount), 0) FROM rail.utxo
        WHERE rail = :rail AND block_hash IS NOT NULL AND spent_by IS NULL""");
  }

  @Override
  public BigInteger amountOf(String subject) {
    return statement(
            """
            SELECT amount FROM rail.utxo WHERE rail = :rail AND txid = :txid AND vout = :vout
              AND block_hash IS NOT NULL AND spent_by IS NULL""")
        .param("txid", transaction(subject))
        .param("vout", output(subject))
        .query((row, _) -> amount(row, "amount"))
        .optional()
        .orElse(BigInteger.ZERO);
  }

  /** That which made it. */
  @Override
  public List<Long> mayTellOf(Holding missed) {
    return Stream.ofNullable(missed.height()).toList();
  }

  /** One case for each thief's transaction, however many coins it took. */
  @Override
  public List<Lost> spentElsewhere() {
    return statement(
            """
            SELECT u.spent_by, u.spent_height, sum(u.amount) AS amount,
              array_agg(u.txid || ':' || u.vout ORDER BY u.txid, u.vout) AS coins
            FROM rail.utxo u WHERE u.rail = :rail AND u.spent_by IS NOT NULL
              AND NOT EXISTS (SELECT FROM rail.payout p
                WHERE p.rail = u.rail AND p.txid = u.spent_by)
            GROUP BY u.spent_by, u.spent_height ORDER BY u.spent_by""")
        .query((row, _) -> lost(row))
        .list();
  }

  private static Lost lost(ResultSet row) throws SQLException {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of("spent at height", row.getLong("spent_height")));
    Array coins = row.getArray("coins");
    Arrays.stream((String[]) coins.getArray())
        .limit(50)
        .forEach(coin -> evidence.add(Evidence.of("coin", coin)));
    return new Lost(row.getString("spent_by"), amount(row, "amount"), evidence);
  }

  @Override
  public List<Part> unowed() {
    return List.of(
        new Part(
            REFUSED,
            sum(
                EVER_MINED
                    + """
                    a.branch = 0 AND EXISTS (SELECT FROM rail.parked p WHERE p.rail = u.rail
                      AND p.command = 'ReportPayment'
                      AND p.target = 'deposit:' || u.rail || ':' || u.txid || ':' || u.vout)""")),
        new Part(
            UNASKED,
            sum(
                EVER_MINED
                    + """
                    a.branch = 1 AND NOT EXISTS (SELECT FROM rail.payout p
                      WHERE p.rail = u.rail AND p.txid = u.txid)""")));
  }

  @Override
  public List<Part> ofWhich() {
    return List.of(
        new Part("change of our payouts", sum(EVER_MINED + UNSPENT + "a.branch = 1")),
        new Part("reserved for payouts", sum(EVER_MINED + UNSPENT + "u.reserved_by IS NOT NULL")));
  }

  private BigInteger sum(String sql) {
    return statement(sql).query(BigDecimal.class).single().toBigIntegerExact();
  }

  /** What is as deep as its credit and is not credited is not explained by this. */
  @Override
  protected List<Part> payments(List<InFlight> deposits) {
    return paymentParts(
        """
        SELECT i.suspense, coalesce(sum(i.amount), 0) AS amount
        FROM unnest(:transactions, :outputs, :suspense, :amounts::numeric[], :depths)
          AS i (txid, vout, suspense, amount, depth)
        JOIN rail.utxo u ON u.rail = :rail AND u.txid = i.txid AND u.vout = i.vout
        JOIN rail.cursor c ON c.rail = u.rail
        WHERE u.block_hash IS NOT NULL AND (i.suspense OR c.height - u.height + 1 < i.depth)
        GROUP BY i.suspense""",
        deposits);
  }

  @Override
  protected List<Part> payouts(List<InFlight> withdrawals) {
    return statement(
            """
            SELECT coalesce(sum(i.amount), 0) AS amount
            FROM unnest(:ids, :amounts::numeric[], :depths) AS i (id, amount, depth)
            JOIN rail.payout p ON p.rail = :rail AND p.withdrawal_id = i.id
            JOIN rail.cursor c ON c.rail = p.rail
            WHERE p.block_hash IS NOT NULL AND c.height - p.height + 1 < i.depth
            HAVING count(*) > 0""")
        .param("ids", withdrawals.stream().map(InFlight::id).toArray(String[]::new))
        .param("amounts", withdrawals.stream().map(InFlight::amount).toArray(String[]::new))
        .param("depths", withdrawals.stream().map(InFlight::depthBlocks).toArray(Integer[]::new))
        .query((row, _) -> new Part(UNSETTLED, amount(row, "amount").negate()))
        .list();
  }

  @Override
  public List<Evidence> about(String subject) {
    return statement(
            """
            SELECT spent_by, block_hash, replaced_by FROM rail.utxo
            WHERE rail = :rail AND txid = :txid AND vout = :vout""")
        .param("txid", transaction(subject))
        .param("vout", output(subject))
        .query((row, _) -> known(row.getString(1), row.getString(2), row.getString(3)))
        .optional()
        .orElse(List.of(Evidence.of("our facts", "have never seen it")));
  }

  private static List<Evidence> known(
      @Nullable String spentBy, @Nullable String block, @Nullable String replacedBy) {
    List<Evidence> evidence = new ArrayList<>();
    if (spentBy != null) {
      evidence.add(Evidence.of("our facts", "say that " + spentBy + " spent it"));
    }
    if (block == null) {
      evidence.add(Evidence.of("our facts", "say that it waits to be mined"));
    }
    if (replacedBy != null) {
      evidence.add(Evidence.of("our facts", "say that " + replacedBy + " replaced it"));
    }
    return evidence;
  }
}

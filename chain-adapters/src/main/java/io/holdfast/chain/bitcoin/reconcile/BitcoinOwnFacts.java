package io.holdfast.chain.bitcoin.reconcile;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositState;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.port.OwnFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What {@code rail.utxo} and {@code rail.payout} say is ours, and what they know of the rest. */
public final class BitcoinOwnFacts implements OwnFacts {
  /** Seen in a block, not as deep yet as its credit. */
  static final String CONFIRMING = "payments not credited yet";

  /** In suspense: the ledger credits nobody for it. */
  static final String SUSPENSE = "payments in suspense";

  /** The ledger refused to hear of it. */
  static final String REFUSED = "payments that the ledger refused";

  /** Paid to an address that was made for change, by somebody else. */
  static final String UNASKED = "payments to change addresses";

  /** Our own, in a block, not as deep yet as its settlement. */
  static final String UNSETTLED = "payouts not settled yet";

  private static final String EVER_MINED =
      """
      SELECT coalesce(sum(u.amount), 0) FROM rail.utxo u JOIN rail.address a USING (rail, address)
      WHERE u.rail = :rail AND u.block_hash IS NOT NULL AND\s""";

  private static final String UNSPENT = "u.spent_by IS NULL AND ";

  private final JdbcClient db;
  private final BlockStore blocks;
  private final Asset asset;
  private final String rail;

  public BitcoinOwnFacts(JdbcClient db, BlockStore blocks, Asset asset) {
    this.db = db;
    this.blocks = blocks;
    this.asset = asset;
    this.rail = asset.rail();
  }

  @Override
  public Asset asset() {
    return asset;
  }

  @Override
  public Optional<BlockRef> cursor() {
    return blocks.settledTip();
  }

  @Override
  public List<Holding> held() {
    return db.sql(
            """
            SELECT txid, vout, amount, address, height FROM rail.utxo
            WHERE rail = :rail AND block_hash IS NOT NULL AND spent_by IS NULL""")
        .param("rail", rail)
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
    return db.sql(
            """
            SELECT amount FROM rail.utxo WHERE rail = :rail AND txid = :txid AND vout = :vout
              AND block_hash IS NOT NULL AND spent_by IS NULL""")
        .param("rail", rail)
        .param("txid", txid(subject))
        .param("vout", vout(subject))
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
    return db.sql(
            """
            SELECT u.spent_by, u.spent_height, sum(u.amount) AS amount,
              array_agg(u.txid || ':' || u.vout ORDER BY u.txid, u.vout) AS coins
            FROM rail.utxo u WHERE u.rail = :rail AND u.spent_by IS NOT NULL
              AND NOT EXISTS (SELECT FROM rail.payout p
                WHERE p.rail = u.rail AND p.txid = u.spent_by)
            GROUP BY u.spent_by, u.spent_height ORDER BY u.spent_by""")
        .param("rail", rail)
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
    return db.sql(sql).param("rail", rail).query(BigDecimal.class).single().toBigIntegerExact();
  }

  @Override
  public List<Part> mined(List<InFlight> inFlight) {
    long height = cursor().map(BlockRef::height).orElse(0L);
    return Stream.concat(
            payments(inFlight.stream().filter(isDeposit()).toList(), height).stream(),
            payouts(inFlight.stream().filter(isDeposit().negate()).toList(), height).stream())
        .toList();
  }

  private static Predicate<InFlight> isDeposit() {
    return each -> each.id().startsWith(DepositId.PREFIX);
  }

  /** What is as deep as its credit and is not credited is not explained by this. */
  private List<Part> payments(List<InFlight> deposits, long height) {
    return db.sql(
            """
            SELECT i.suspense, coalesce(sum(i.amount), 0) AS amount
            FROM unnest(:txids, :vouts, :suspense, :amounts::numeric[], :depths)
              AS i (txid, vout, suspense, amount, depth)
            JOIN rail.utxo u ON u.rail = :rail AND u.txid = i.txid AND u.vout = i.vout
            WHERE u.block_hash IS NOT NULL AND (i.suspense OR :height - u.height + 1 < i.depth)
            GROUP BY i.suspense""")
        .param("rail", rail)
        .param("height", height)
        .param("txids", deposits.stream().map(each -> txid(each.id())).toArray(String[]::new))
        .param("vouts", deposits.stream().map(each -> vout(each.id())).toArray(Integer[]::new))
        .param(
            "suspense",
            deposits.stream()
                .map(each -> each.state().equals(DepositState.SUSPENSE.name()))
                .toArray(Boolean[]::new))
        .param("amounts", deposits.stream().map(InFlight::amount).toArray(String[]::new))
        .param("depths", deposits.stream().map(InFlight::depthBlocks).toArray(Integer[]::new))
        .query(
            (row, _) ->
                new Part(row.getBoolean("suspense") ? SUSPENSE : CONFIRMING, amount(row, "amount")))
        .list();
  }

  /** Of {@code <txid>:<vout>}, with or without what a deposit's id has before it. */
  private static String txid(String coin) {
    String place = coin.substring(0, coin.lastIndexOf(':'));
    return place.substring(place.lastIndexOf(':') + 1);
  }

  private static int vout(String coin) {
    return Integer.parseInt(coin.substring(coin.lastIndexOf(':') + 1));
  }

  private List<Part> payouts(List<InFlight> withdrawals, long height) {
    return db.sql(
            """
            SELECT coalesce(sum(i.amount), 0) AS amount
            FROM unnest(:ids, :amounts::numeric[], :depths) AS i (id, amount, depth)
            JOIN rail.payout p ON p.rail = :rail AND p.withdrawal_id = i.id
            WHERE p.block_hash IS NOT NULL AND :height - p.height + 1 < i.depth
            HAVING count(*) > 0""")
        .param("rail", rail)
        .param("height", height)
        .param("ids", withdrawals.stream().map(InFlight::id).toArray(String[]::new))
        .param("amounts", withdrawals.stream().map(InFlight::amount).toArray(String[]::new))
        .param("depths", withdrawals.stream().map(InFlight::depthBlocks).toArray(Integer[]::new))
        .query((row, _) -> new Part(UNSETTLED, amount(row, "amount").negate()))
        .list();
  }

  @Override
  public List<Evidence> about(String subject) {
    return db.sql(
            """
            SELECT spent_by, block_hash, replaced_by FROM rail.utxo
            WHERE rail = :rail AND txid = :txid AND vout = :vout""")
        .param("rail", rail)
        .param("txid", txid(subject))
        .param("vout", vout(subject))
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

  private static BigInteger amount(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column).toBigIntegerExact();
  }
}

package io.holdfast.chain.transfer;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.Holdings.Holding;
import io.holdfast.chain.reconcile.StoredFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the blocks that we followed say an account of ours has of one asset: what was there before
 * them, and all that came in, went out and was taken as a fee since, be it by our payouts or by
 * whoever else has our key. Nothing here is the chain's own balance, so that the two can differ.
 */
public final class AccountFacts extends StoredFacts {
  /** Recorded once, by the first comparison. */
  static final String BEFORE = "there before the first block";

  /** Made by us, in a block, not as deep yet as its settlement. */
  static final String MINTED = "new tokens not settled yet";

  /** The chain took the fee and did nothing else; booked when that is final. */
  static final String REVERTED = "fees of payouts that the chain refused";

  /** The chain takes its fees in one asset, and the ledger books them in the payout's. */
  static final String OTHER_FEES = "fees of payouts in other assets";

  /** So many blocks are read again at most; a person may order a replay of more. */
  private static final int MOST_READ_AGAIN = 5_000;

  private final String account;
  private final boolean takesFees;

  /**
   * @param account its address, as people read it
   * @param takesFees whether this is the asset in which the chain takes its fees
   */
  public AccountFacts(
      JdbcClient db, BlockStore blocks, Asset asset, String account, boolean takesFees) {
    super(db, blocks, asset);
    this.account = account;
    this.takesFees = takesFees;
  }

  private record Baseline(BigInteger amount, long height, long agreedHeight) {}

  /** All that blocks of our chain did, each without a sign. */
  private record Flows(
      BigInteger received,
      BigInteger minted,
      BigInteger paidOut,
      BigInteger elsewhere,
      BigInteger fees) {
    BigInteger net() {
      return received.add(minted).subtract(paidOut).subtract(elsewhere).subtract(fees);
    }
  }

  /** The parent of the first block that we have. A chain's very first block moves nothing. */
  @Override
  public Optional<BlockRef> beginning() {
    return baseline().isPresent() ? Optional.empty() : blocks.first().map(AccountFacts::before);
  }

  private static BlockRef before(Header first) {
    return first.height() == 0
        ? new BlockRef(0, first.hash())
        : new BlockRef(first.height() - 1, first.parentHash());
  }

  /** Where the chain forgot, that is what it has now and our facts do not explain. */
  @Override
  public void beginWith(BlockRef block, List<Holding> ours) {
    BigInteger there = ours.stream().map(Holding::amount).reduce(BigInteger.ZERO, BigInteger::add);
    statement(
            """
            INSERT INTO rail.baseline (rail, asset, amount, height, hash, agreed_height)
            VALUES (:rail, :asset, :amount, :height, :hash, :agreed) ON CONFLICT DO NOTHING""")
        .param("amount", there.subtract(flows(block.height()).net()))
        .param("height", block.height())
        .param("hash", block.hash())
        .param("agreed", Math.max(lowest() - 1, settled(block)))
        .update();
  }

  @Override
  public void agree(BlockRef block) {
    statement(
            """
            UPDATE rail.baseline SET agreed_height = greatest(agreed_height, :height)
            WHERE rail = :rail AND asset = :asset""")
        .param("height", settled(block))
        .update();
  }

  private long lowest() {
    return blocks.first().map(Header::height).orElse(0L);
  }

  private long settled(BlockRef block) {
    return Math.min(block.height(), blocks.finalHeight());
  }

  private Optional<Baseline> baseline() {
    return statement("SELECT * FROM rail.baseline WHERE rail = :rail AND asset = :asset")
        .query(
            (row, _) ->
                new Baseline(
                    amount(row, "amount"), row.getLong("height"), row.getLong("agreed_height")))
        .optional();
  }

  private Flows flows(long height) {
    return statement(
            """
            SELECT
              (SELECT coalesce(sum(amount), 0) FROM rail.payment
                WHERE rail = :rail AND asset = :asset AND height <= :height) AS received,
              (SELECT coalesce(sum(amount), 0) FROM rail.payout WHERE rail = :rail
                AND asset = :asset AND destination = :mint AND height <= :height) AS minted,
              (SELECT coalesce(sum(amount), 0) FROM rail.payout WHERE rail = :rail
                AND asset = :asset AND destination <> :mint AND height <= :height) AS paid_out,
              (SELECT coalesce(sum(e.amount), 0)
                FROM rail.spent_elsewhere e JOIN rail.sent t USING (rail, transaction)
                WHERE e.rail = :rail AND e.asset = :asset AND t.height <= :height) AS elsewhere,
              (SELECT coalesce(sum(fee), 0) FROM rail.sent
                WHERE rail = :rail AND :fees AND height <= :height) AS fees""")
        .param("mint", RequestMint.DESTINATION)
        .param("fees", takesFees)
        .param("height", height)
        .query(
            (row, _) ->
                new Flows(
                    amount(row, "received"),
                    amount(row, "minted"),
                    amount(row, "paid_out"),
                    amount(row, "elsewhere"),
                    amount(row, "fees")))
        .single();
  }

  @Override
  public List<Holding> held() {
    return List.of(Holding.ofAccount(account, sum()));
  }

  @Override
  public BigInteger sum() {
    BigInteger before = baseline().map(Baseline::amount).orElse(BigInteger.ZERO);
    return before.add(flows(Long.MAX_VALUE).net());
  }

  @Override
  public BigInteger amountOf(String subject) {
    return subject.equals(account) ? sum() : BigInteger.ZERO;
  }

  /** One case for each transaction that whoever has our key made, with what it cost us. */
  @Override
  public List<Lost> spentElsewhere() {
    return statement(
            """
            SELECT t.transaction, t.height, t.sequence,
              coalesce(e.amount, 0) + CASE WHEN :fees THEN t.fee ELSE 0 END AS amount
            FROM rail.sent t LEFT JOIN rail.spent_elsewhere e
              ON e.rail = t.rail AND e.transaction = t.transaction AND e.asset = :asset
            WHERE t.rail = :rail AND t.height IS NOT NULL AND NOT EXISTS (
              SELECT FROM rail.payout p WHERE p.rail = t.rail AND p.txid = t.transaction)
            ORDER BY t.height, t.transaction""")
        .param("fees", takesFees)
        .query((row, _) -> lost(row))
        .list()
        .stream()
        .filter(lost -> lost.amount().signum() > 0)
        .toList();
  }

  private Lost lost(ResultSet row) throws SQLException {
    return new Lost(
        row.getString("transaction"),
        amount(row, "amount"),
        List.of(
            Evidence.of("account", account),
            Evidence.of("spent at height", row.getLong("height")),
            Evidence.of("the account's transaction number", row.getLong("sequence"))));
  }

  @Override
  public List<Part> unowed() {
    List<Part> parts = new ArrayList<>();
    baseline().ifPresent(there -> parts.add(new Part(BEFORE, there.amount())));
    parts.add(new Part(REFUSED, refused()));
    if (takesFees) {
      parts.add(new Part(OTHER_FEES, feesOfOthers().negate()));
    }
    return parts;
  }

  private BigInteger refused() {
    return total(
        """
        SELECT coalesce(sum(p.amount), 0) FROM rail.payment p
        WHERE p.rail = :rail AND p.asset = :asset AND p.height IS NOT NULL AND EXISTS (
          SELECT FROM rail.parked k WHERE k.rail = p.rail AND k.command = 'ReportPayment'
            AND k.target = 'deposit:' || p.rail || ':' || p.transaction || ':' || p.output)""");
  }

  private BigInteger feesOfOthers() {
    return total(
        """
        SELECT coalesce(sum(t.fee), 0) FROM rail.sent t
        JOIN rail.payout p ON p.rail = t.rail AND p.txid = t.transaction
        WHERE t.rail = :rail AND t.height IS NOT NULL AND p.asset <> :asset""");
  }

  private BigInteger total(String sql) {
    return statement(sql).query(BigDecimal.class).single().toBigIntegerExact();
  }

  /** There is one account, and all is in it. */
  @Override
  public List<Part> ofWhich() {
    return List.of();
  }

  /**
   * What is as deep as its credit and is not credited is not explained by this. Where the chain
   * itself says what is final, nothing counts as deep as that before, however deep it lies.
   */
  @Override
  protected List<Part> payments(List<InFlight> deposits) {
    return paymentParts(
        """
        SELECT i.suspense, coalesce(sum(i.amount), 0) AS amount
        FROM unnest(:transactions, :outputs, :suspense, :amounts::numeric[], :depths)
          AS i (transaction, output, suspense, amount, depth)
        JOIN rail.payment p ON p.rail = :rail AND p.asset = :asset
          AND p.transaction = i.transaction AND p.output = i.output
        JOIN rail.cursor c ON c.rail = p.rail
        WHERE p.height IS NOT NULL AND (i.suspense OR (p.height > c.final_height
          AND least(c.height - p.height + 1, p.finality_depth - 1) < i.depth))
        GROUP BY i.suspense""",
        deposits);
  }

  /** With the fee as the ledger will book it: where the chain took another, that shows. */
  @Override
  protected List<Part> payouts(List<InFlight> withdrawals) {
    return statement(
            """
            SELECT CASE WHEN NOT t.succeeded THEN :reverted
                WHEN p.destination = :mint THEN :minted ELSE :unsettled END AS name,
              sum(CASE WHEN NOT t.succeeded THEN CASE WHEN :fees THEN -t.fee ELSE 0 END
                WHEN p.destination = :mint THEN p.amount - (i.amount - p.amount)
                ELSE -i.amount END) AS amount
            FROM unnest(:ids, :amounts::numeric[]) AS i (id, amount)
            JOIN rail.payout p ON p.rail = :rail AND p.asset = :asset AND p.withdrawal_id = i.id
            JOIN rail.sent t ON t.rail = p.rail AND t.transaction = p.txid
            JOIN rail.cursor c ON c.rail = p.rail
            WHERE t.height IS NOT NULL AND (NOT t.succeeded OR t.height > c.final_height)
            GROUP BY name ORDER BY name""")
        .param("reverted", REVERTED)
        .param("minted", MINTED)
        .param("unsettled", UNSETTLED)
        .param("mint", RequestMint.DESTINATION)
        .param("fees", takesFees)
        .param("ids", withdrawals.stream().map(InFlight::id).toArray(String[]::new))
        .param("amounts", withdrawals.stream().map(InFlight::amount).toArray(String[]::new))
        .query((row, _) -> new Part(row.getString("name"), amount(row, "amount")))
        .list();
  }

  @Override
  public List<Evidence> about(String subject) {
    Flows flows = flows(Long.MAX_VALUE);
    return Stream.concat(
            baseline().stream()
                .flatMap(
                    there ->
                        Stream.of(
                            Evidence.of(BEFORE, there.amount()),
                            Evidence.of("asked of the chain after block", there.height()),
                            Evidence.of("nothing was missed up to block", there.agreedHeight()))),
            Stream.of(
                Evidence.of("paid to it since", flows.received().add(flows.minted())),
                Evidence.of("paid out by us", flows.paidOut()),
                Evidence.of("paid out by others", flows.elsewhere()),
                Evidence.of("fees", flows.fees())))
        .toList();
  }

  /** Whatever came in since nothing was missed, as long as that is not too much to read. */
  @Override
  public List<Long> mayTellOf(Holding missed) {
    long from = baseline().map(there -> there.agreedHeight() + 1).orElse(0L);
    long to = cursor().map(BlockRef::height).orElse(-1L);
    return to - from < MOST_READ_AGAIN
        ? LongStream.rangeClosed(from, to).boxed().toList()
        : List.of();
  }
}

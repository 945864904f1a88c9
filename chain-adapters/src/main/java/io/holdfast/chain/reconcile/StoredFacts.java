package io.holdfast.chain.reconcile;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositState;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.port.OwnFacts;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What the facts of every rail have in common: where they stand, and how they name what waits. */
public abstract class StoredFacts implements OwnFacts {
  /** Seen in a block, not as deep yet as its credit. */
  protected static final String CONFIRMING = "payments not credited yet";

  /** In suspense: the ledger credits nobody for it. */
  protected static final String SUSPENSE = "payments in suspense";

  /** The ledger refused to hear of it. */
  protected static final String REFUSED = "payments that the ledger refused";

  /** Our own, in a block, not as deep yet as its settlement. */
  protected static final String UNSETTLED = "payouts not settled yet";

  protected final BlockStore blocks;
  private final JdbcClient db;
  private final Asset asset;

  protected StoredFacts(JdbcClient db, BlockStore blocks, Asset asset) {
    this.db = db;
    this.blocks = blocks;
    this.asset = asset;
  }

  /** What these make up in blocks of our chain. */
  protected abstract List<Part> payments(List<InFlight> deposits);

  /** The same of withdrawals. */
  protected abstract List<Part> payouts(List<InFlight> withdrawals);

  @Override
  public final Asset asset() {
    return asset;
  }

  @Override
  public final Optional<BlockRef> cursor() {
    return blocks.settledTip();
  }

  @Override
  public final List<Part> mined(List<InFlight> inFlight) {
    List<InFlight> deposits = new ArrayList<>();
    List<InFlight> withdrawals = new ArrayList<>();
    for (InFlight each : inFlight) {
      (each.id().startsWith(DepositId.PREFIX) ? deposits : withdrawals).add(each);
    }
    return Stream.concat(payments(deposits).stream(), payouts(withdrawals).stream()).toList();
  }

  /** With the parameters {@code rail} and {@code asset}. */
  protected final StatementSpec statement(String sql) {
    return db.sql(sql).param("rail", asset.rail()).param("asset", asset.code());
  }

  /**
   * With these too, each an array: {@code transactions}, {@code outputs}, {@code suspense}, {@code
   * amounts}, {@code depths}. Answers with columns {@code suspense} and {@code amount}.
   */
  protected final List<Part> paymentParts(String sql, List<InFlight> deposits) {
    return statement(sql)
        .param(
            "transactions",
            deposits.stream().map(each -> transaction(each.id())).toArray(String[]::new))
        .param("outputs", deposits.stream().map(each -> output(each.id())).toArray(Long[]::new))
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

  /** Of {@code <transaction>:<output>}, with or without what a deposit's id has before it. */
  protected static String transaction(String id) {
    String place = id.substring(0, id.lastIndexOf(':'));
    return place.substring(place.lastIndexOf(':') + 1);
  }

  protected static long output(String id) {
    return Long.parseLong(id.substring(id.lastIndexOf(':') + 1));
  }

  protected static BigInteger amount(ResultSet row, String column) throws SQLException {
    return row.getBigDecimal(column).toBigIntegerExact();
  }
}

package io.holdfast.query.solvency;

import io.holdfast.api.solvency.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the views what is owed and what chains said that we hold. Stateless but for chance.
 */
final class Liabilities {
  private static final int FETCH = 10_000;

  /**
   * For each asset the newest comparison of ledger and chain, whose index of the log the ledger is
   * read at; where no chain was asked, the views' own index.
   */
  private static final String ASSETS =
      """
      select a.asset, coalesce(r.ledger_index, p.log_index) as log_index,
        r.rail, r.height, r.hash, r.chain_holds
      from (select asset from view.balance where account_id like 'account:%'
            union select asset from view.reconciliation where ledger_index is not null) a
        cross join view.progress p
        left join view.reconciliation r on r.asset = a.asset and r.ledger_index is not null
      order by a.asset""";

  private static final String OWED =
      """
      select b.account_id, c.posted from view.balance b
      cross join lateral (
        select posted from view.balance_change c
        where c.account_id = b.account_id and c.asset = b.asset and c.log_index <= ?
        order by c.log_index desc limit 1) c
      where b.asset = ? and b.account_id like 'account:%' and c.posted <> 0""";

  /** What a chain said that it holds, as of a block. */
  record Reserves(String rail, long height, String hash, String amount) {}

  /** One asset, as of which index of the log, and what a chain said at the block of that index. */
  record Asked(String asset, long logIndex, @Nullable Reserves reserves) {
    /** Beside what was owed. */
    Position position(SumTree tree, long accounts) {
      return new Position(
          asset,
          logIndex,
          tree.root().amount().toString(),
          accounts,
          tree.root().hash().base64(),
          reserves == null ? null : reserves.amount(),
          reserves == null ? null : reserves.rail(),
          reserves == null ? -1 : reserves.height(),
          reserves == null ? null : reserves.hash());
    }
  }

  private final SecureRandom random;

  Liabilities(SecureRandom random) {
    this.random = random;
  }

  /**
   * @param connection in one snapshot
   */
  static List<Asked> assets(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ASSETS);
        ResultSet row = statement.executeQuery()) {
      List<Asked> assets = new ArrayList<>();
      while (row.next()) {
        assets.add(new Asked(row.getString("asset"), row.getLong("log_index"), reserves(row)));
      }
      return assets;
    }
  }

  private static @Nullable Reserves reserves(ResultSet row) throws SQLException {
    BigDecimal holds = row.getBigDecimal("chain_holds");
    return holds == null
        ? null
        : new Reserves(
            row.getString("rail"),
            row.getLong("height"),
            row.getString("hash"),
            holds.toBigIntegerExact().toString());
  }

  /** What every account was owed, each with a nonce of its own. */
  List<Liability> of(Connection connection, Asked asked) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OWED)) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, asked.logIndex());
      statement.setString(2, asked.asset());
      List<Liability> liabilities = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          BigInteger amount = row.getBigDecimal(2).toBigIntegerExact();
          liabilities.add(new Liability(row.getString(1), asked.asset(), amount, nonce()));
        }
      }
      return liabilities;
    }
  }

  private byte[] nonce() {
    byte[] nonce = new byte[Liability.NONCE_BYTES];
    random.nextBytes(nonce);
    return nonce;
  }
}

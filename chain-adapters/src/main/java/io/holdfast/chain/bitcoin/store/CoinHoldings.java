package io.holdfast.chain.bitcoin.store;

import io.holdfast.api.money.Asset;
import io.holdfast.api.query.RailFigures.Holding;
import io.holdfast.chain.port.Holdings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The coins of our addresses that are mined and that no mined transaction spends. */
public final class CoinHoldings implements Holdings {
  private final JdbcClient db;
  private final Asset asset;

  public CoinHoldings(JdbcClient db, Asset asset) {
    this.db = db;
    this.asset = asset;
  }

  @Override
  public String rail() {
    return asset.rail();
  }

  @Override
  public List<Holding> now() {
    BigDecimal held =
        db.sql(
                """
                SELECT coalesce(sum(amount), 0) FROM rail.utxo
                WHERE rail = :rail AND block_hash IS NOT NULL AND spent_by IS NULL""")
            .param("rail", asset.rail())
            .query(BigDecimal.class)
            .single();
    return List.of(new Holding(asset.code(), held.toBigIntegerExact().toString()));
  }
}

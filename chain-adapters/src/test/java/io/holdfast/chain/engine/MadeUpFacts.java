package io.holdfast.chain.engine;

import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.Confirmations;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The smallest facts there are: named payments in blocks, in a table of their own. */
final class MadeUpFacts implements BlockFacts<List<String>> {
  static final String RAIL = "made-up";
  static final Asset ASSET = new Asset("MUP", 0, RAIL);

  private final JdbcClient db;
  private final Reporter reporter;
  private final int finalityDepth;

  MadeUpFacts(JdbcClient db, Reporter reporter, int finalityDepth) {
    this.db = db;
    this.reporter = reporter;
    this.finalityDepth = finalityDepth;
    db.sql(
            "CREATE TABLE IF NOT EXISTS rail.made_up (name text, height bigint, hash text, PRIMARY KEY (name, hash))")
        .update();
  }

  @Override
  public long minedAtMillis(List<String> block) {
    return 1_000;
  }

  @Override
  public void store(Header header, List<String> block) {
    for (String name : block) {
      db.sql(
              """
              INSERT INTO rail.made_up SELECT ?, ?, ? WHERE NOT EXISTS (
                SELECT FROM rail.made_up WHERE name = ? AND hash = ?)""")
          .params(name, header.height(), header.hash(), name, header.hash())
          .update();
    }
  }

  @Override
  public Set<String> stated(Header header) {
    return new TreeSet<>(in(header));
  }

  @Override
  public void tellTaken(Header header) {
    BlockRef place = new BlockRef(header.height(), header.hash());
    reporter.observe(
        in(header).stream()
            .map(
                name ->
                    new Report(
                        new ReportPayment(
                            id(name),
                            new DepositRequestId("deposit-request:" + name),
                            RAIL,
                            name,
                            0,
                            Money.of(ASSET, 1),
                            place,
                            Instant.ofEpochMilli(1_000)),
                        place,
                        name))
            .toList());
  }

  @Override
  public void tellConfirmations(Confirmations confirmations) {
    reporter.observe(
        db
            .sql("SELECT * FROM rail.made_up WHERE height > ? AND height <= ? ORDER BY name")
            .params(confirmations.settledHeight(finalityDepth), confirmations.highestHeight())
            .query(
                (row, _) ->
                    new CountConfirmations(
                        id(row.getString("name")),
                        new BlockRef(row.getLong("height"), row.getString("hash")),
                        confirmations.of(row.getLong("height"), finalityDepth)))
            .list()
            .stream()
            .filter(count -> confirmations.counts(count.block().height(), finalityDepth))
            .map(count -> new Report(count, confirmations.tip(), null))
            .toList());
  }

  @Override
  public void tellLost(Header header) {
    BlockRef place = new BlockRef(header.height(), header.hash());
    reporter.observe(
        in(header).stream()
            .map(name -> new Report(new OrphanPayment(id(name), place), place, name))
            .toList());
  }

  @Override
  public void undo(Header header) {
    db.sql("DELETE FROM rail.made_up WHERE hash = ?").param(header.hash()).update();
  }

  private List<String> in(Header header) {
    return db.sql("SELECT name FROM rail.made_up WHERE hash = ? ORDER BY name")
        .param(header.hash())
        .query(String.class)
        .list();
  }

  static DepositId id(String name) {
    return DepositId.of(RAIL, name, 0);
  }
}

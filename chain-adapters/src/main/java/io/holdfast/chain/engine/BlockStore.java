package io.holdfast.chain.engine;

import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.KnownChain;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The blocks that were taken in, and the cursor on them. Only the rail's one follower writes. */
public final class BlockStore implements KnownChain {
  private static final RowMapper<Header> HEADER =
      (row, _) ->
          new Header(row.getLong("height"), row.getString("hash"), row.getString("parent_hash"));

  private static final long NOTHING_FINAL = -1;

  private final JdbcClient db;
  private final String rail;
  private final long startHeight;
  private final ForkStore forks;

  public BlockStore(JdbcClient db, String rail, long startHeight) {
    this.db = db;
    this.rail = rail;
    this.startHeight = startHeight;
    this.forks = new ForkStore(db, rail);
  }

  /** What leaves this chain past finality. */
  ForkStore forks() {
    return forks;
  }

  /** Remembers which chain this is, at the first contact with a node. */
  public void begin(String genesis) {
    db.sql(
            """
            INSERT INTO rail.cursor (rail, genesis, final_height) VALUES (:rail, :genesis, -1)
            ON CONFLICT (rail) DO NOTHING""")
        .param("rail", rail)
        .param("genesis", genesis)
        .update();
  }

  /** Stores a block whose facts are being taken in. The cursor stays. */
  public void pend(Header block, long minedAtMillis) {
    db.sql(
            """
            INSERT INTO rail.block (rail, hash, height, parent_hash, mined_at_millis, state)
            VALUES (:rail, :hash, :height, :parent, :mined, 'PENDING')
            ON CONFLICT (rail, hash) DO UPDATE SET state = 'PENDING'""")
        .param("rail", rail)
        .param("hash", block.hash())
        .param("height", block.height())
        .param("parent", block.parentHash())
        .param("mined", minedAtMillis)
        .update();
  }

  /** Moves the cursor up to this block; what became final by that is so for ever. */
  public void apply(Header block, OptionalLong finalHeight) {
    setState(block, "APPLIED");
    int moved =
        db.sql(
                """
                UPDATE rail.cursor SET height = :height, hash = :hash,
                  final_height = greatest(final_height, :final)
                WHERE rail = :rail AND (hash IS NULL OR hash = :parent)""")
            .param("height", block.height())
            .param("hash", block.hash())
            .param("final", finalHeight.orElse(NOTHING_FINAL))
            .param("rail", rail)
            .param("parent", block.parentHash())
            .update();
    requireMoved(moved);
  }

  /** The blocks up to this height are final for ever. */
  void finalise(long height) {
    db.sql(
            """
            UPDATE rail.cursor SET final_height = greatest(final_height, :final)
            WHERE rail = :rail""")
        .param("final", height)
        .param("rail", rail)
        .update();
  }

  /**
   * States that the cursor's block is being taken back, before anybody is told: whoever is stopped
   * in the middle ends it, whatever the node says by then.
   */
  public void leave(Header block) {
    setState(block, "LEAVING");
  }

  /** Moves the cursor down to this block's parent. */
  public void orphan(Header block) {
    setState(block, "ORPHANED");
    Optional<Header> parent = at(block.height() - 1);
    int moved =
        db.sql(
                """
                UPDATE rail.cursor SET height = :height, hash = :parent
                WHERE rail = :rail AND hash = :hash""")
            .param("height", parent.map(Header::height).orElse(null))
            .param("parent", parent.map(Header::hash).orElse(null))
            .param("rail", rail)
            .param("hash", block.hash())
            .update();
    requireMoved(moved);
  }

  /** States that this block's facts are stored once more, and are to be told. */
  void beginAgain(Header block) {
    db.sql("INSERT INTO rail.again (rail, hash) VALUES (:rail, :hash) ON CONFLICT DO NOTHING")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }

  /** All of them are told. */
  void endAgain(Header block) {
    db.sql("DELETE FROM rail.again WHERE rail = :rail AND hash = :hash")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }

  /** The blocks between these two. */
  List<Header> again() {
    return db.sql(
            """
            SELECT b.* FROM rail.again a JOIN rail.block b USING (rail, hash)
            WHERE a.rail = :rail ORDER BY b.height""")
        .param("rail", rail)
        .query(HEADER)
        .list();
  }

  /** Remembers the node's head, for those who ask how far behind we are. */
  public void sawHead(long height, long nowMillis) {
    db.sql(
            """
            UPDATE rail.cursor SET head_height = :height, head_seen_at_millis = :now
            WHERE rail = :rail""")
        .param("height", height)
        .param("now", nowMillis)
        .param("rail", rail)
        .update();
  }

  private void setState(Header block, String state) {
    db.sql("UPDATE rail.block SET state = :state WHERE rail = :rail AND hash = :hash")
        .param("state", state)
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }

  private void requireMoved(int rows) {
    if (rows != 1) {
      throw new IllegalStateException(
          "the cursor of rail " + rail + " was moved by another follower");
    }
  }

  /** The lowest block of our chain at or above this height. */
  public Optional<Header> firstFrom(long height) {
    return db.sql(
            """
            SELECT * FROM rail.block WHERE rail = :rail AND height >= :height AND state = 'APPLIED'
            ORDER BY height LIMIT 1""")
        .param("rail", rail)
        .param("height", height)
        .query(HEADER)
        .optional();
  }

  /** The block whose facts are stored and not all told: a follower was stopped in the middle. */
  public Optional<Header> pending() {
    return in("PENDING");
  }

  /** The cursor's block, if a follower was stopped in the middle of taking it back. */
  public Optional<Header> leaving() {
    return in("LEAVING");
  }

  private Optional<Header> in(String state) {
    return db.sql("SELECT * FROM rail.block WHERE rail = :rail AND state = :state")
        .param("rail", rail)
        .param("state", state)
        .query(HEADER)
        .optional();
  }

  public long minedAtMillis(Header block) {
    return db.sql("SELECT mined_at_millis FROM rail.block WHERE rail = :rail AND hash = :hash")
        .param("rail", rail)
        .param("hash", block.hash())
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Header> tip() {
    return db.sql(
            "SELECT b.* FROM rail.block b JOIN rail.cursor c USING (rail, hash) WHERE rail = :rail")
        .param("rail", rail)
        .query(HEADER)
        .optional();
  }

  /** The cursor's block; empty before the first, and while one is half in or half out. */
  public Optional<BlockRef> settledTip() {
    return pending().isPresent() || leaving().isPresent()
        ? Optional.empty()
        : tip().map(tip -> new BlockRef(tip.height(), tip.hash()));
  }

  @Override
  public Optional<String> genesis() {
    return db.sql("SELECT genesis FROM rail.cursor WHERE rail = :rail")
        .param("rail", rail)
        .query(String.class)
        .optional();
  }

  @Override
  public Optional<Header> at(long height) {
    return db.sql(
            """
            SELECT * FROM rail.block WHERE rail = :rail AND height = :height
            AND state IN ('APPLIED', 'LEAVING')""")
        .param("rail", rail)
        .param("height", height)
        .query(HEADER)
        .optional();
  }

  @Override
  public Optional<Header> first() {
    return db.sql(
            """
            SELECT * FROM rail.block WHERE rail = :rail AND state IN ('APPLIED', 'LEAVING')
            ORDER BY height LIMIT 1""")
        .param("rail", rail)
        .query(HEADER)
        .optional();
  }

  @Override
  public OptionalLong fallsTo() {
    return forks.fallsTo();
  }

  @Override
  public long finalHeight() {
    return db.sql("SELECT final_height FROM rail.cursor WHERE rail = :rail")
        .param("rail", rail)
        .query(Long.class)
        .optional()
        .orElse(NOTHING_FINAL);
  }

  @Override
  public long startHeight() {
    return startHeight;
  }
}

package io.holdfast.chain.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The simulated chain in the schema {@code rail}: in the database that also holds the ledger, so
 * that a backup, a restore or an emptied data folder never leaves one without the other.
 */
final class JdbcChainStore implements ChainStore {
  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  JdbcChainStore(JdbcClient jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public long version() {
    return jdbc.sql("SELECT version FROM rail.sandbox_tip").query(Long.class).optional().orElse(0L);
  }

  @Override
  public Optional<StoredChain> load() {
    return jdbc.sql("SELECT version, hash FROM rail.sandbox_tip")
        .query((row, number) -> stored(row.getLong(1), row.getString(2)))
        .optional();
  }

  private StoredChain stored(long version, String tip) {
    return new StoredChain(version, blocks(), tip, waiting());
  }

  private List<StoredBlock> blocks() {
    return jdbc.sql("SELECT sequence, bytes FROM rail.sandbox_block ORDER BY sequence")
        .query((row, number) -> new StoredBlock(row.getLong(1), block(row.getBytes(2))))
        .list();
  }

  private static Block block(byte[] bytes) {
    return Block.read(ByteBuffer.wrap(bytes));
  }

  private List<StoredWaiting> waiting() {
    return jdbc.sql("SELECT bytes, entered_at_seconds FROM rail.sandbox_waiting ORDER BY place")
        .query((row, number) -> new StoredWaiting(transaction(row.getBytes(1)), row.getLong(2)))
        .list();
  }

  private static Transaction transaction(byte[] bytes) {
    return Transaction.read(ByteBuffer.wrap(bytes));
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    return requireNonNull(
        transaction.execute(
            status -> {
              jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('rail.sandbox'))")
                  .query((row, number) -> number)
                  .list();
              return work.get();
            }));
  }

  @Override
  public void save(Change change) {
    change.newBlocks().forEach(this::insert);
    jdbc.sql("DELETE FROM rail.sandbox_waiting").update();
    int place = 0;
    for (Waiting each : change.waiting()) {
      insert(place++, each);
    }
    jdbc.sql(
            """
            INSERT INTO rail.sandbox_tip AS t (one, version, hash) VALUES (true, 1, :tip)
            ON CONFLICT (one) DO UPDATE SET version = t.version + 1, hash = excluded.hash
            """)
        .param("tip", change.tip())
        .update();
  }

  private void insert(MinedBlock block) {
    jdbc.sql(
            "INSERT INTO rail.sandbox_block (sequence, hash, bytes) VALUES (:sequence, :hash, :bytes)")
        .param("sequence", block.sequence())
        .param("hash", block.hash())
        .param("bytes", block.bytes())
        .update();
  }

  private void insert(int place, Waiting waiting) {
    jdbc.sql(
            """
            INSERT INTO rail.sandbox_waiting (place, txid, bytes, entered_at_seconds)
            VALUES (:place, :txid, :bytes, :enteredAtSeconds)
            """)
        .param("place", place)
        .param("txid", waiting.txid())
        .param("bytes", waiting.transaction().serialize())
        .param("enteredAtSeconds", waiting.enteredAtSeconds())
        .update();
  }
}

package io.holdfast.chain.sandbox;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
  public Optional<StoredChain> load() {
    return jdbc.sql("SELECT hash FROM rail.sandbox_tip")
        .query(String.class)
        .optional()
        .map(tip -> new StoredChain(blocks(), tip, waiting()));
  }

  private List<StoredBlock> blocks() {
    return jdbc.sql("SELECT sequence, bytes FROM rail.sandbox_block ORDER BY sequence")
        .query(
            (row, number) ->
                new StoredBlock(row.getLong(1), Block.read(ByteBuffer.wrap(row.getBytes(2)))))
        .list();
  }

  private List<StoredWaiting> waiting() {
    return jdbc.sql("SELECT bytes, entered_at_seconds FROM rail.sandbox_waiting ORDER BY place")
        .query(
            (row, number) ->
                new StoredWaiting(
                    Transaction.read(ByteBuffer.wrap(row.getBytes(1))), row.getLong(2)))
        .list();
  }

  @Override
  public void save(List<MinedBlock> newBlocks, String tip, Collection<Waiting> waiting) {
    transaction.executeWithoutResult(
        status -> {
          newBlocks.forEach(this::insert);
          jdbc.sql("DELETE FROM rail.sandbox_waiting").update();
          int place = 0;
          for (Waiting each : waiting) {
            insert(place++, each);
          }
          jdbc.sql(
                  """
                  INSERT INTO rail.sandbox_tip (one, hash) VALUES (true, :hash)
                  ON CONFLICT (one) DO UPDATE SET hash = excluded.hash
                  """)
              .param("hash", tip)
              .update();
        });
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

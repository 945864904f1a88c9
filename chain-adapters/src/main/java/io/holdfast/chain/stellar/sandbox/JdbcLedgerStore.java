package io.holdfast.chain.stellar.sandbox;

import static java.util.Objects.requireNonNull;

import io.holdfast.chain.stellar.xdr.Envelope;
import io.holdfast.chain.stellar.xdr.Octets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The simulated ledgers in the schema {@code rail}: beside the ledger that followed them, so that
 * the two can never be restored, copied or emptied apart.
 */
final class JdbcLedgerStore implements LedgerStore {
  private static final String BETWEEN = " ";

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;

  JdbcLedgerStore(JdbcClient jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public List<Stored> after(long sequence) {
    return jdbc.sql(
            """
            SELECT sequence, close_time_seconds, transactions FROM rail.sandbox_ledger
            WHERE sequence > :sequence ORDER BY sequence""")
        .param("sequence", sequence)
        .query((row, _) -> new Stored(row.getLong(1), row.getLong(2), read(row.getString(3))))
        .list();
  }

  private static List<Envelope> read(String transactions) {
    return Arrays.stream(transactions.split(BETWEEN, -1))
        .filter(text -> !text.isEmpty())
        .map(text -> Envelope.decode(Octets.ofBase64(text)))
        .toList();
  }

  @Override
  public void append(Stored ledger) {
    jdbc.sql(
            """
            INSERT INTO rail.sandbox_ledger (sequence, close_time_seconds, transactions)
            VALUES (:sequence, :time, :transactions)""")
        .param("sequence", ledger.sequence())
        .param("time", ledger.closeTimeSeconds())
        .param(
            "transactions",
            ledger.transactions().stream()
                .map(envelope -> envelope.encoded().base64())
                .collect(Collectors.joining(BETWEEN)))
        .update();
  }

  @Override
  public <T> T inTurn(Supplier<T> work) {
    return requireNonNull(
        transaction.execute(
            _ -> {
              jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('rail.sandbox_ledger'))")
                  .query((row, number) -> number)
                  .list();
              return work.get();
            }));
  }
}

package io.holdfast.chain.ledger;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.BlockRef;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the ledger refused, with the error and all that is needed to try again. The same refusal of
 * the same report is kept once.
 */
public final class ParkingLot {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient db;
  private final String rail;
  private final Clock clock;

  public ParkingLot(JdbcClient db, String rail, Clock clock) {
    this.db = db;
    this.rail = rail;
    this.clock = clock;
  }

  /** Durable when it returns. */
  public void park(Report report, Rejection refusal) {
    park(
        report.command().getClass().getSimpleName(),
        report.command().targetId(),
        JSON.writeValueAsString(report.command()),
        refusal.code(),
        refusal.reason(),
        report.block(),
        report.transaction());
  }

  /**
   * Parks what is no command: an observation that cannot be read. In the caller's transaction.
   *
   * @param what short name of its kind
   * @param target names it among its kind
   * @param payload as it came, in JSON
   */
  public void park(
      String what,
      String target,
      String payload,
      ErrorCode code,
      String error,
      @Nullable BlockRef place) {
    park(what, target, payload, code, error, place, null);
  }

  private void park(
      String what,
      String target,
      String payload,
      ErrorCode code,
      String error,
      @Nullable BlockRef place,
      @Nullable String transaction) {
    Optional<BlockRef> block = Optional.ofNullable(place);
    db.sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error,
              height, block_hash, transaction, parked_at_millis)
            VALUES (:rail, :command, :target, :payload::jsonb, :code, :error,
              :height, :hash, :transaction, :now)
            ON CONFLICT DO NOTHING""")
        .param("rail", rail)
        .param("command", what)
        .param("target", target)
        .param("payload", payload)
        .param("code", code.name())
        .param("error", error)
        .param("height", block.map(BlockRef::height).orElse(null))
        .param("hash", block.map(BlockRef::hash).orElse(null))
        .param("transaction", transaction)
        .param("now", clock.millis())
        .update();
  }
}

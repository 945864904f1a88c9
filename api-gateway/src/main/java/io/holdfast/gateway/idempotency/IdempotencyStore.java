package io.holdfast.gateway.idempotency;

import io.holdfast.gateway.bus.Intent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * The table {@code door.idempotency}. Each call is one statement, so no transaction is held while
 * the ledger works. Blocks: call it on a worker.
 */
@Component
class IdempotencyStore {
  private static final int CLEANED_AT_ONCE = 1_000;

  private static final String CLAIM =
      """
      INSERT INTO door.idempotency AS old (intent, user_id, body_hash, claim, claimed_until, expires_at)
      VALUES (:intent, :user, :hash, :claim, :until, :expires)
      ON CONFLICT (intent) DO UPDATE
        SET claim = excluded.claim, claimed_until = excluded.claimed_until,
            expires_at = excluded.expires_at, body_hash = excluded.body_hash,
            status = NULL, content_type = NULL, log_index = NULL, body = NULL
        WHERE old.expires_at <= :now
           OR (old.status IS NULL AND old.claimed_until <= :now AND old.body_hash = excluded.body_hash)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final IdGenerator ids;
  private final IdempotencySettings settings;

  IdempotencyStore(
      DataSource dataSource, Clock clock, IdGenerator ids, IdempotencySettings settings) {
    this.jdbc = JdbcClient.create(dataSource);
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
  }

  Claim claim(Intent intent, byte[] bodyHash) {
    UUID claim = ids.generateId();
    if (tryClaim(intent, bodyHash, claim)) {
      return new Claim.Mine(claim);
    }
    // Gone between the two statements means cleaned up or given back: whoever asks again gets it.
    return find(intent, bodyHash).orElseGet(Claim.InProgress::new);
  }

  /** Remembers the answer, unless another has taken over since. */
  void store(Intent intent, UUID claim, Answer answer) {
    jdbc.sql(
            """
            UPDATE door.idempotency
            SET status = :status, content_type = :type, log_index = :index, body = :body
            WHERE intent = :intent AND claim = :claim
            """)
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("index", answer.logIndex())
        .param("body", answer.body())
        .param("intent", intent.digest())
        .param("claim", claim)
        .update();
  }

  /** Lets a retry of the same content run at once. */
  void release(Intent intent, UUID claim) {
    jdbc.sql(
            """
            UPDATE door.idempotency SET claimed_until = :now
            WHERE intent = :intent AND claim = :claim AND status IS NULL
            """)
        .param("now", sql(clock.instant()))
        .param("intent", intent.digest())
        .param("claim", claim)
        .update();
  }

  /** Forgets some of what has expired; tells whether there is more. */
  boolean cleanSome() {
    return jdbc.sql(
                """
                DELETE FROM door.idempotency WHERE intent IN (
                  SELECT intent FROM door.idempotency WHERE expires_at <= :now
                  ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                """)
            .param("now", sql(clock.instant()))
            .param("limit", CLEANED_AT_ONCE)
            .update()
        == CLEANED_AT_ONCE;
  }

  private boolean tryClaim(Intent intent, byte[] bodyHash, UUID claim) {
    Instant now = clock.instant();
    return jdbc.sql(CLAIM)
            .param("intent", intent.digest())
            .param("user", intent.userId())
            .param("hash", bodyHash)
            .param("claim", claim)
            .param("until", sql(now.plus(settings.claim())))
            .param("expires", sql(now.plus(settings.keep())))
            .param("now", sql(now))
            .update()
        == 1;
  }

  private Optional<Claim> find(Intent intent, byte[] bodyHash) {
    return jdbc.sql(
            """
            SELECT body_hash, status, content_type, log_index, body
            FROM door.idempotency WHERE intent = :intent
            """)
        .param("intent", intent.digest())
        .query((row, _) -> judged(row, bodyHash))
        .optional();
  }

  private static Claim judged(ResultSet row, byte[] bodyHash) throws SQLException {
    if (!Arrays.equals(row.getBytes("body_hash"), bodyHash)) {
      return new Claim.Reused();
    }
    int status = row.getInt("status");
    if (row.wasNull()) {
      return new Claim.InProgress();
    }
    return new Claim.Answered(
        new Answer(
            status,
            row.getString("content_type"),
            row.getString("log_index"),
            row.getBytes("body")));
  }

  private static OffsetDateTime sql(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}

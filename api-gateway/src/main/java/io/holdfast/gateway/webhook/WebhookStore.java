package io.holdfast.gateway.webhook;

import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code door.webhook}. Each call is one statement; they block. */
final class WebhookStore {
  private final JdbcClient jdbc;

  WebhookStore(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * Adds it unless the person has one for this address, or as many as they may.
   *
   * @return whether it was added
   */
  boolean add(Webhook webhook, int most) {
    return jdbc.sql(
                """
                INSERT INTO door.webhook (webhook_id, user_id, url, event_types, disputes, enabled,
                  secret, since_index, made_at)
                SELECT :id, :user, :url, :types, :disputes, true, :secret, :since, :at
                WHERE (SELECT count(*) FROM door.webhook WHERE user_id = :user) < :most
                ON CONFLICT DO NOTHING""")
            .param("id", webhook.webhookId())
            .param("user", webhook.userId().value())
            .param("url", webhook.url())
            .param("types", webhook.eventTypes().toArray(String[]::new))
            .param("disputes", webhook.disputes())
            .param("secret", webhook.secret().value())
            .param("since", webhook.sinceIndex())
            .param("at", Timestamp.from(webhook.madeAt()))
            .param("most", most)
            .update()
        == 1;
  }

  List<Webhook> of(UserId userId) {
    return jdbc.sql("SELECT * FROM door.webhook WHERE user_id = :user ORDER BY made_at DESC")
        .param("user", userId.value())
        .query(WebhookStore::webhook)
        .list();
  }

  Optional<Webhook> find(String webhookId) {
    return jdbc.sql("SELECT * FROM door.webhook WHERE webhook_id = :id")
        .param("id", webhookId)
        .query(WebhookStore::webhook)
        .optional();
  }

  void change(String webhookId, List<String> eventTypes, boolean disputes, boolean enabled) {
    jdbc.sql(
            """
            UPDATE door.webhook SET event_types = :types, disputes = :disputes, enabled = :enabled
            WHERE webhook_id = :id""")
        .param("types", eventTypes.toArray(String[]::new))
        .param("disputes", disputes)
        .param("enabled", enabled)
        .param("id", webhookId)
        .update();
  }

  /**
   * The one of now signs beside the new one until then, unless another still does: then that goes
   * on to its own end, for it is the one that a receiver has had time to know.
   */
  void renew(String webhookId, Sealed secret, Instant now, Instant formerUntil) {
    jdbc.sql(
            """
            UPDATE door.webhook SET secret = :secret,
              former_secret = CASE WHEN former_until > :now THEN former_secret ELSE secret END,
              former_until = CASE WHEN former_until > :now THEN former_until ELSE :until END
            WHERE webhook_id = :id""")
        .param("now", Timestamp.from(now))
        .param("until", Timestamp.from(formerUntil))
        .param("secret", secret.value())
        .param("id", webhookId)
        .update();
  }

  /** Nobody is told there any more, until its owner says so. */
  void disable(String webhookId) {
    jdbc.sql("UPDATE door.webhook SET enabled = false WHERE webhook_id = :id")
        .param("id", webhookId)
        .update();
  }

  /** With all that was ever told there. */
  void drop(String webhookId) {
    jdbc.sql("DELETE FROM door.webhook WHERE webhook_id = :id").param("id", webhookId).update();
  }

  void dropAllOf(UserId userId) {
    jdbc.sql("DELETE FROM door.webhook WHERE user_id = :user")
        .param("user", userId.value())
        .update();
  }

  /** Who mediates no longer is not told of others' disputes. */
  void withoutDisputes(UserId userId) {
    jdbc.sql("UPDATE door.webhook SET disputes = false WHERE user_id = :user")
        .param("user", userId.value())
        .update();
  }

  private static Webhook webhook(ResultSet row, int number) throws SQLException {
    return new Webhook(
        row.getString("webhook_id"),
        new UserId(row.getString("user_id")),
        row.getString("url"),
        Arrays.asList((String[]) row.getArray("event_types").getArray()),
        row.getBoolean("disputes"),
        row.getBoolean("enabled"),
        new Sealed(row.getString("secret")),
        sealed(row.getString("former_secret")),
        instant(row.getTimestamp("former_until")),
        row.getLong("since_index"),
        row.getTimestamp("made_at").toInstant());
  }

  private static @Nullable Sealed sealed(@Nullable String text) {
    return text == null ? null : new Sealed(text);
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}

package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The table {@code door.upload}: who brought what, for what. Thread-safe; blocks. */
final class Uploads {
  private static final Duration DAY = Duration.ofDays(1);

  /** Who wants more than these names the order. */
  private static final int MOST = 16;

  private static final String SELECT =
      "SELECT cid, size, type, file_name, uploaded_by, order_id, uploaded_at FROM door.upload ";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final long mostBytesPerDay;

  Uploads(DataSource source, Clock clock, long mostBytesPerDay) {
    this.jdbc = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    this.clock = clock;
    this.mostBytesPerDay = mostBytesPerDay;
  }

  /** What this person may still bring today. */
  long bytesLeft(UserId person) {
    return jdbc.sql(
            """
            SELECT coalesce(sum(size), 0) FROM door.upload
            WHERE uploaded_by = :person AND uploaded_at > :since
            """)
        .param("person", person.value())
        .param("since", now().minus(DAY))
        .query(Long.class)
        .optional()
        .map(used -> Math.max(0, mostBytesPerDay - used))
        .orElse(mostBytesPerDay);
  }

  static Rejection tooMuchForADay() {
    return new Rejection(
        ErrorCode.LIMIT_PER_DAY_EXCEEDED, "That is more than one may upload within 24 hours.");
  }

  /**
   * Writes it down, after the bytes are kept. Where this person brought the same for the same
   * before, that stays as it was. One person's uploads wait for each other here, so that together
   * they never exceed the limit, on however many nodes.
   *
   * @return what is written now
   * @throws Rejection LIMIT_PER_DAY_EXCEEDED
   */
  Upload record(Upload upload) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('upload ' || :person, 0))")
                  .param("person", upload.uploadedBy().value())
                  .query((_, _) -> true)
                  .single();
              return find(upload.cid(), upload.uploadedBy(), upload.orderId())
                  .orElseGet(() -> added(upload));
            }));
  }

  /** What this person brought for this order, or as their own. */
  Optional<Upload> find(Cid cid, UserId person, @Nullable OrderId order) {
    return jdbc.sql(
            SELECT
                + """
                WHERE cid = :cid AND uploaded_by = :person
                AND order_id IS NOT DISTINCT FROM CAST(:order AS text)
                """)
        .param("cid", cid.value())
        .param("person", person.value())
        .param("order", order == null ? null : order.value())
        .query(Uploads::upload)
        .optional();
  }

  /**
   * Those of these bytes, this person's own before others', and then the first first.
   *
   * @param evenOthersOwn whether those of others are wanted that are for no order
   * @param shownBy of whom they are wanted even so
   */
  List<Upload> of(Cid cid, UserId person, boolean evenOthersOwn, Set<String> shownBy) {
    return jdbc.sql(
            SELECT
                + """
                WHERE cid = :cid AND (:all OR uploaded_by = :person OR order_id IS NOT NULL
                  OR uploaded_by = ANY(string_to_array(:shown, ' ')))
                ORDER BY (uploaded_by = :person) DESC, upload_id LIMIT :most
                """)
        .param("cid", cid.value())
        .param("all", evenOthersOwn)
        .param("shown", String.join(" ", shownBy))
        .param("person", person.value())
        .param("most", MOST)
        .query(Uploads::upload)
        .list();
  }

  /** Those of these bytes for this order, this person's own before others'. */
  List<Upload> of(Cid cid, UserId person, OrderId order) {
    return jdbc.sql(
            SELECT
                + """
                WHERE cid = :cid AND order_id = :order
                ORDER BY (uploaded_by = :person) DESC, upload_id LIMIT :most
                """)
        .param("cid", cid.value())
        .param("order", order.value())
        .param("person", person.value())
        .param("most", MOST)
        .query(Uploads::upload)
        .list();
  }

  /** What was this person's own is nobody's any more; what belongs to an order stays. */
  void forgetOwn(UserId person) {
    jdbc.sql("DELETE FROM door.upload WHERE uploaded_by = :person AND order_id IS NULL")
        .param("person", person.value())
        .update();
  }

  private Upload added(Upload upload) {
    if (upload.size() > bytesLeft(upload.uploadedBy())) {
      throw tooMuchForADay();
    }
    OrderId order = upload.orderId();
    Sealed fileName = upload.fileName();
    jdbc.sql(
            """
            INSERT INTO door.upload
              (cid, order_id, uploaded_by, uploaded_at, size, type, file_name)
            VALUES (:cid, :order, :person, :at, :size, :type, :name)
            """)
        .param("cid", upload.cid().value())
        .param("order", order == null ? null : order.value())
        .param("person", upload.uploadedBy().value())
        .param("at", upload.uploadedAt().atOffset(ZoneOffset.UTC))
        .param("size", upload.size())
        .param("type", upload.type())
        .param("name", fileName == null ? null : fileName.value())
        .update();
    return upload;
  }

  private static Upload upload(ResultSet row, int number) throws SQLException {
    String fileName = row.getString("file_name");
    String order = row.getString("order_id");
    return new Upload(
        new Cid(row.getString("cid")),
        row.getLong("size"),
        row.getString("type"),
        fileName == null ? null : new Sealed(fileName),
        new UserId(row.getString("uploaded_by")),
        order == null ? null : new OrderId(order),
        row.getObject("uploaded_at", OffsetDateTime.class).toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

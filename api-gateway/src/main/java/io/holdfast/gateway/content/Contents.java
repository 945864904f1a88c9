package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code door.content}: which bytes are kept, and where. Each call is one statement; they
 * block. Bytes come before the upload that names them, so a row that nobody names is either on its
 * way or left over; by its age one is told from the other.
 */
final class Contents {
  private static final Duration ON_ITS_WAY = Duration.ofHours(1);
  private static final int AT_ONCE = 100;
  private static final String LEFT_OVER =
      """
      stored_at < :before
      AND NOT EXISTS (SELECT FROM door.upload WHERE upload.cid = content.cid)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Contents(DataSource source, Clock clock) {
    this.jdbc = JdbcClient.create(source);
    this.clock = clock;
  }

  /** Bytes that are kept. */
  record Kept(Cid cid, long size, Place place) {}

  /** Whether they are kept; from now on they are not left over for a while. */
  boolean renew(Cid cid) {
    return jdbc.sql("UPDATE door.content SET stored_at = :now WHERE cid = :cid")
            .param("now", now())
            .param("cid", cid.value())
            .update()
        == 1;
  }

  /** False where another wrote it first; waits for one that is about to. */
  boolean add(Spooled content, Place place) {
    return jdbc.sql(
                """
                INSERT INTO door.content (cid, size, place, stored_at)
                VALUES (:cid, :size, :place, :now) ON CONFLICT DO NOTHING
                """)
            .param("cid", content.cid().value())
            .param("size", content.size())
            .param("place", place.name())
            .param("now", now())
            .update()
        == 1;
  }

  Optional<Kept> find(Cid cid) {
    return jdbc.sql("SELECT size, place FROM door.content WHERE cid = :cid")
        .param("cid", cid.value())
        .query(
            (row, _) -> new Kept(cid, row.getLong("size"), Place.valueOf(row.getString("place"))))
        .optional();
  }

  /** Some of what no upload names, nor will. */
  List<Kept> leftOver() {
    return jdbc.sql("SELECT cid, size, place FROM door.content WHERE " + LEFT_OVER + " LIMIT :most")
        .param("before", now().minus(ON_ITS_WAY))
        .param("most", AT_ONCE)
        .query(
            (row, _) ->
                new Kept(
                    new Cid(row.getString("cid")),
                    row.getLong("size"),
                    Place.valueOf(row.getString("place"))))
        .list();
  }

  /** Forgets it, with its pieces; false where it is named again. */
  boolean forget(Cid cid) {
    return jdbc.sql("DELETE FROM door.content WHERE cid = :cid AND " + LEFT_OVER)
            .param("cid", cid.value())
            .param("before", now().minus(ON_ITS_WAY))
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}

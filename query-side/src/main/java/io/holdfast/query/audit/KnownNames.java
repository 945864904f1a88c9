package io.holdfast.query.audit;

import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells a question to which nothing answers from one about what does not exist: who mistypes the
 * name of an event would take it for proof that there was none.
 */
final class KnownNames {
  private final JdbcClient db;
  private final Set<String> types;

  /**
   * @param types the names of all events that there can be now; the log may hold older ones
   */
  KnownNames(JdbcClient db, Set<String> types) {
    this.db = db;
    this.types = Set.copyOf(types);
  }

  /**
   * @throws Rejection MALFORMED_REQUEST where no event has such a name, UNKNOWN_RAIL where there is
   *     no such rail
   */
  void require(EventFilter filter) {
    String type = filter.type();
    if (type != null && !types.contains(type) && !isIndexed("type", type)) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "There is no event of this name.");
    }
    String rail = filter.rail();
    if (rail != null && !isRail(rail) && !isIndexed("rail", rail)) {
      throw new Rejection(
          ErrorCode.UNKNOWN_RAIL, "There is no such rail. GET /api/rails lists them.");
    }
  }

  private boolean isIndexed(String column, String text) {
    return exists(
        "select from audit.event_index where %s = :value".formatted(column), Term.of(text));
  }

  private boolean isRail(String rail) {
    return exists("select from view.rail where rail = :value", rail);
  }

  private boolean exists(String sql, Object value) {
    return db.sql("select exists (" + sql + ")")
        .param("value", value)
        .query(Boolean.class)
        .single();
  }
}

package io.holdfast.query.read;

import io.holdfast.api.query.Scope;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows: each column equal to its value, and a flag true. What is null is not asked for.
 * Immutable.
 */
public record Filter(Map<String, Object> equal, @Nullable String flag) {
  public static final Filter NONE = new Filter(Map.of(), null);

  /** The law of scope: an owner's question never leaves the database with another's rows. */
  public static Filter in(Scope scope) {
    return NONE.and("owner_id", scope.ownerId());
  }

  public Filter and(String column, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new TreeMap<>(equal);
    more.put(column, value);
    return new Filter(Collections.unmodifiableMap(more), flag);
  }

  /** Only rows whose boolean column is true; written plainly, so that a partial index serves. */
  public Filter where(String column) {
    return new Filter(equal, column);
  }

  /** Each condition, with its parameter named as its column, and "and" after it. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    for (String column : equal.keySet()) {
      sql.append("t.%s = :%s and ".formatted(column, column));
    }
    return flag == null ? sql.toString() : sql.append("t.%s and ".formatted(flag)).toString();
  }
}

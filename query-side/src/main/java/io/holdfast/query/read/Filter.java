package io.holdfast.query.read;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.query.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows: each column equal to its value, one of several owners the asker, and a flag true.
 * What is null is not asked for. Immutable.
 */
public record Filter(Map<String, Object> equal, List<String> owners, @Nullable String flag) {
  public static final Filter NONE = new Filter(Map.of(), List.of(), null);

  private static final String OWNER = "owner";

  /** The law of scope: an owner's question never leaves the database with another's rows. */
  public static Filter in(Scope scope) {
    return NONE.and("owner_id", scope.ownerId());
  }

  /** The same for rows that more than one person owns, each in a column. */
  public static Filter in(Scope scope, String... owners) {
    return scope.ownerId() == null
        ? NONE
        : new Filter(Map.of(OWNER, scope.ownerId()), List.of(owners), null);
  }

  public Filter and(String column, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new TreeMap<>(equal);
    more.put(column, value);
    return new Filter(Collections.unmodifiableMap(more), owners, flag);
  }

  /** Only rows whose boolean column is true; written plainly, so that a partial index serves. */
  public Filter where(String column) {
    return new Filter(equal, owners, column);
  }

  private static String isOneOf(List<String> owners) {
    return owners.stream()
        .map(column -> "t.%s = :%s".formatted(column, OWNER))
        .collect(joining(" or ", "(", ") and "));
  }

  /** Each condition, with its parameter named as its column, and "and" after it. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    for (String column : equal.keySet()) {
      sql.append(
          column.equals(OWNER) ? isOneOf(owners) : "t.%s = :%s and ".formatted(column, column));
    }
    return flag == null ? sql.toString() : sql.append("t.%s and ".formatted(flag)).toString();
  }
}

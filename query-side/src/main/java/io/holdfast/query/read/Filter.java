package io.holdfast.query.read;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.query.Scope;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rows: each column equal to its value, one of several owners the asker or a flag that opens
 * the row to everybody, another flag true, and all words there. What is null is not asked for.
 * Immutable.
 */
public record Filter(
    Map<String, Object> equal,
    List<String> owners,
    @Nullable String openFlag,
    @Nullable String flag) {
  public static final Filter NONE = new Filter(Map.of(), List.of(), null, null);

  private static final String OWNER = "owner";
  private static final String WORDS = "words";

  /** The law of scope: an owner's question never leaves the database with another's rows. */
  public static Filter in(Scope scope) {
    return NONE.and("owner_id", scope.ownerId());
  }

  /** The same for rows that more than one person owns, each in a column. */
  public static Filter in(Scope scope, String... owners) {
    return scope.ownerId() == null
        ? NONE
        : new Filter(Map.of(OWNER, scope.ownerId()), List.of(owners), null, null);
  }

  public Filter and(String column, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Map<String, Object> more = new TreeMap<>(equal);
    more.put(column, value);
    return new Filter(Collections.unmodifiableMap(more), owners, openFlag, flag);
  }

  /** Only rows whose boolean column is true; written plainly, so that a partial index serves. */
  public Filter where(String column) {
    return new Filter(equal, owners, openFlag, column);
  }

  /** Rows whose boolean column is true are everybody's to see. */
  public Filter orOpen(String column) {
    return new Filter(equal, owners, column, flag);
  }

  /**
   * Only rows in which a query finds what it looks for.
   *
   * @param tsquery in PostgreSQL's form; whoever makes it sees to its form
   */
  public Filter matching(@Nullable String tsquery) {
    return and(WORDS, tsquery);
  }

  private String isOneOf() {
    String open = openFlag == null ? "" : "t.%s or ".formatted(openFlag);
    return owners.stream()
        .map(column -> "t.%s = :%s".formatted(column, OWNER))
        .collect(joining(" or ", "(" + open, ") and "));
  }

  private String condition(String column) {
    return switch (column) {
      case OWNER -> isOneOf();
      case WORDS -> "t.%1$s @@ to_tsquery('simple', :%1$s) and ".formatted(WORDS);
      default -> "t.%1$s = :%1$s and ".formatted(column);
    };
  }

  /** Each condition, with its parameter named as its column, and "and" after it. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    for (String column : equal.keySet()) {
      sql.append(condition(column));
    }
    return flag == null ? sql.toString() : sql.append("t.%s and ".formatted(flag)).toString();
  }
}

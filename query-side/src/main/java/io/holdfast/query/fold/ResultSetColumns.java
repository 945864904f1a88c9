package io.holdfast.query.fold;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/** The row on which a JDBC result stands. */
record ResultSetColumns(ResultSet result) implements Columns {
  @Override
  public @Nullable String textOrNull(String column) {
    return get(column, result::getString);
  }

  @Override
  public @Nullable Long numberOrNull(String column) {
    return get(column, this::longOrNull);
  }

  private @Nullable Long longOrNull(String column) throws SQLException {
    long number = result.getLong(column);
    return result.wasNull() ? null : number;
  }

  @Override
  public @Nullable String amountOrNull(String column) {
    BigDecimal amount = get(column, result::getBigDecimal);
    return amount == null ? null : amount.toBigIntegerExact().toString();
  }

  @Override
  public @Nullable Boolean flagOrNull(String column) {
    return get(column, this::booleanOrNull);
  }

  private @Nullable Boolean booleanOrNull(String column) throws SQLException {
    boolean flag = result.getBoolean(column);
    return result.wasNull() ? null : flag;
  }

  @Override
  public List<String> texts(String column) {
    String[] texts = get(column, this::textsOrNull);
    if (texts == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return List.of(texts);
  }

  private String @Nullable [] textsOrNull(String column) throws SQLException {
    Array array = result.getArray(column);
    return array == null ? null : (String[]) array.getArray();
  }

  private static <T> @Nullable T get(String column, Getter<T> getter) {
    try {
      return getter.get(column);
    } catch (SQLException e) {
      throw new UncategorizedSQLException("read column " + column, null, e);
    }
  }

  private interface Getter<T> {
    @Nullable T get(String column) throws SQLException;
  }
}

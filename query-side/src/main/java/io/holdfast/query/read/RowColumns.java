package io.holdfast.query.read;

import io.holdfast.query.fold.Columns;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of an R2DBC result. */
record RowColumns(Readable row) implements Columns {
  @Override
  public @Nullable String textOrNull(String column) {
    return row.get(column, String.class);
  }

  @Override
  public @Nullable Long numberOrNull(String column) {
    return row.get(column, Long.class);
  }

  @Override
  public @Nullable String amountOrNull(String column) {
    BigDecimal amount = row.get(column, BigDecimal.class);
    return amount == null ? null : amount.toBigIntegerExact().toString();
  }

  @Override
  public @Nullable Boolean flagOrNull(String column) {
    return row.get(column, Boolean.class);
  }

  @Override
  public List<String> texts(String column) {
    String[] texts = row.get(column, String[].class);
    if (texts == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return List.of(texts);
  }
}

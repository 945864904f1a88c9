package io.holdfast.query.fold;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of a result, whichever driver read it, so that a row is understood in one place only. */
public interface Columns {
  @Nullable String textOrNull(String column);

  @Nullable Long numberOrNull(String column);

  /** A {@code numeric(78,0)} as decimal digits. */
  @Nullable String amountOrNull(String column);

  List<String> texts(String column);

  @Nullable Boolean flagOrNull(String column);

  default String text(String column) {
    return present(column, textOrNull(column));
  }

  default long number(String column) {
    return present(column, numberOrNull(column));
  }

  default String amount(String column) {
    return present(column, amountOrNull(column));
  }

  default boolean flag(String column) {
    return present(column, flagOrNull(column));
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }
}

package io.holdfast.query.fold;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table are read and written in sets: one statement for any number of rows. A
 * row is written only over one that is older by its log index, so that folding an event again
 * changes nothing.
 *
 * @param name without its schema, so that a second read model can be built beside the first
 * @param columns the key's columns first; every table ends with {@code log_index}
 * @param keyColumns how many of the columns are the key; keys by which rows are read are text
 */
public record Table<R>(
    String name, List<Column<R>> columns, int keyColumns, Function<Columns, R> read) {

  /** One column: its SQL type, and its value in a row as text; null is NULL. */
  public record Column<R>(String name, String type, Function<R, @Nullable Object> value) {}

  /** The lines of a text array, which travel as one text because unnest flattens arrays. */
  static final String LINE_BREAK = "\n";

  private static final String TEXTS = "text[]";

  public static <R> Builder<R> named(String name) {
    return new Builder<>(name);
  }

  List<String> key(R row) {
    return columns.subList(0, keyColumns).stream()
        .map(column -> String.valueOf(column.value().apply(row)))
        .toList();
  }

  /** Reads the rows of many keys; one parameter, an array, for each column of the key. */
  String selectSql(String schema) {
    String keys = names(columns.subList(0, keyColumns));
    String arrays =
        columns.subList(0, keyColumns).stream().map(column -> "?::text[]").collect(joining(", "));
    return "select %s from %s.%s join unnest(%s) as wanted (%s) using (%s)"
        .formatted(names(columns), schema, name, arrays, keys, keys);
  }

  /** Writes many rows; one parameter, an array, for each column. */
  String upsertSql(String schema) {
    String arrays =
        columns.stream().map(column -> "?::" + arrayType(column)).collect(joining(", "));
    String values = columns.stream().map(Table::value).collect(joining(", "));
    String changes =
        columns.stream()
            .skip(keyColumns)
            .map(column -> column.name() + " = excluded." + column.name())
            .collect(joining(", "));
    return "insert into %1$s.%2$s as old (%3$s) select %4$s from unnest(%5$s) as new (%3$s) on conflict (%6$s) do update set %7$s where old.log_index < excluded.log_index"
        .formatted(
            schema,
            name,
            names(columns),
            values,
            arrays,
            names(columns.subList(0, keyColumns)),
            changes);
  }

  /** Takes in rows of which no key is there yet, as COPY's text. */
  String copySql(String schema) {
    return "copy %s.%s (%s) from stdin".formatted(schema, name, names(columns));
  }

  private static String arrayType(Column<?> column) {
    return column.type().equals(TEXTS) ? TEXTS : column.type() + "[]";
  }

  private static String value(Column<?> column) {
    return column.type().equals(TEXTS)
        ? "string_to_array(new." + column.name() + ", E'\\n')"
        : "new." + column.name();
  }

  private static String names(List<? extends Column<?>> columns) {
    return columns.stream().map(Column::name).collect(joining(", "));
  }

  /** Lists the columns in the words of SQL. */
  public static final class Builder<R> {
    private final String name;
    private final List<Column<R>> columns = new ArrayList<>();
    private int keyColumns;

    private Builder(String name) {
      this.name = name;
    }

    public Builder<R> key(String column, Function<R, @Nullable Object> value) {
      keyColumns++;
      return column(column, "text", value);
    }

    /** A part of a key by which rows are written, and never wanted. */
    public Builder<R> numberKey(String column, Function<R, @Nullable Object> value) {
      keyColumns++;
      return column(column, "bigint", value);
    }

    public Builder<R> text(String column, Function<R, @Nullable Object> value) {
      return column(column, "text", value);
    }

    public Builder<R> texts(String column, Function<R, List<String>> value) {
      return column(column, TEXTS, row -> String.join(LINE_BREAK, value.apply(row)));
    }

    public Builder<R> number(String column, Function<R, @Nullable Object> value) {
      return column(column, "bigint", value);
    }

    public Builder<R> amount(String column, Function<R, @Nullable Object> value) {
      return column(column, "numeric", value);
    }

    public Builder<R> flag(String column, Function<R, @Nullable Object> value) {
      return column(column, "boolean", value);
    }

    public Table<R> readBy(Function<Columns, R> read) {
      return new Table<>(name, List.copyOf(columns), keyColumns, read);
    }

    private Builder<R> column(String column, String type, Function<R, @Nullable Object> value) {
      columns.add(new Column<>(column, type, value));
      return this;
    }
  }
}

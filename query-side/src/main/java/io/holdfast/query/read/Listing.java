package io.holdfast.query.read;

import io.holdfast.api.query.View;
import io.holdfast.query.fold.Columns;
import java.util.List;
import java.util.function.Function;

/**
 * How one kind of view is read.
 *
 * @param kind as wake-ups name it
 * @param table without its schema, known as {@code t} to the columns
 * @param columns what is selected, besides {@code log_index} nothing is assumed of it
 * @param order the index that lists go by: it never changes under a reader
 * @param key what tells rows of one index apart
 */
public record Listing<V extends View>(
    String kind,
    String table,
    String columns,
    String order,
    List<String> key,
    Function<Columns, V> read) {}

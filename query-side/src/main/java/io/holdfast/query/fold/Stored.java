package io.holdfast.query.fold;

import io.holdfast.api.error.Defect;
import io.holdfast.api.query.View;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A view as its table keeps it: with the index of the event that made it, by which lists are
 * ordered.
 */
public record Stored<V extends View>(V view, long createdIndex) {
  public long logIndex() {
    return view.logIndex();
  }

  /** The row after an event; one that the row already reflects changes nothing. */
  public static <V extends View> void change(
      Rows<Stored<V>> rows, String key, LoggedEvent logged, Function<V, V> step) {
    Stored<V> before = rows.get(key);
    if (before == null) {
      throw new Defect(
          "%s is the first event of %s, which nothing began"
              .formatted(logged.event().getClass().getSimpleName(), key));
    }
    if (before.logIndex() < logged.index()) {
      rows.put(new Stored<>(step.apply(before.view()), before.createdIndex()));
    }
  }

  /** Puts a row's first state, unless the row was begun before. */
  public static <V extends View> void begin(Rows<Stored<V>> rows, String key, V first) {
    @Nullable Stored<V> before = rows.get(key);
    if (before == null) {
      rows.put(new Stored<>(first, first.logIndex()));
    }
  }
}

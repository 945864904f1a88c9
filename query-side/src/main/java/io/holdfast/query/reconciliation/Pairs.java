package io.holdfast.query.reconciliation;

import java.util.List;
import java.util.function.BiFunction;

/** Names and values as a text array keeps them: {@code name=value}, each on one line. */
final class Pairs {
  private static final char SEPARATOR = '=';

  private Pairs() {}

  /** A value's line breaks would make two of one; they become spaces. */
  static String written(String name, String value) {
    return name.replace(SEPARATOR, ' ') + SEPARATOR + value.replaceAll("\\R", " ");
  }

  static <T> List<T> read(List<String> texts, BiFunction<String, String, T> make) {
    return texts.stream()
        .map(
            text -> {
              int end = text.indexOf(SEPARATOR);
              return make.apply(text.substring(0, end), text.substring(end + 1));
            })
        .toList();
  }
}

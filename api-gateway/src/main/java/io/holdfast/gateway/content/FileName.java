package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a file's name that a stranger gave, so that whoever saves the file under it gets
 * a file, in the folder that they chose, that is called what they see: no path, nothing
 * unprintable, nothing that turns the reading direction, no hidden file, no character that a file
 * system takes for something else.
 */
final class FileName {
  static final int MOST_BYTES = 200;

  private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final Pattern SPECIAL = Pattern.compile("[<>:\"|?*%]");
  private static final Pattern EDGES = Pattern.compile("^[.\\s]+|[.\\s]+$");

  private FileName() {}

  /** Null where nothing is left. */
  static @Nullable String of(@Nullable String given) {
    if (given == null) {
      return null;
    }
    String name = Normalizer.normalize(given, Normalizer.Form.NFC);
    name = FOLDERS.matcher(name).replaceFirst("");
    name = UNPRINTABLE.matcher(name).replaceAll("");
    name = SPECIAL.matcher(name).replaceAll("_");
    name = EDGES.matcher(cut(EDGES.matcher(name).replaceAll(""))).replaceAll("");
    return name.isEmpty() ? null : name;
  }

  private static String cut(String name) {
    int end = 0;
    int bytes = 0;
    while (end < name.length()) {
      int point = name.codePointAt(end);
      bytes += Character.toString(point).getBytes(UTF_8).length;
      if (bytes > MOST_BYTES) {
        return name.substring(0, end);
      }
      end += Character.charCount(point);
    }
    return name;
  }
}

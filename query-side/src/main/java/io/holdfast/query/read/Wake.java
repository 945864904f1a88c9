package io.holdfast.query.read;

import io.holdfast.api.error.Defect;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a committed batch tells every node: how far the read model is, and which kinds of view
 * changed. A hint only: a reader that misses one still finds the rows.
 */
public record Wake(long index, List<String> kinds) {
  /** The PostgreSQL channel on which wakes travel. */
  public static final String CHANNEL = "holdfast_view";

  private static final Pattern PAYLOAD = Pattern.compile("([0-9]{1,19}) ([a-z,-]*)");

  public Wake {
    kinds = List.copyOf(kinds);
  }

  public String payload() {
    return index + " " + String.join(",", kinds);
  }

  /**
   * @throws Defect where no batch of ours wrote it
   */
  public static Wake parse(String payload) {
    Matcher matcher = PAYLOAD.matcher(payload);
    if (!matcher.matches()) {
      throw new Defect("not a wake: " + payload);
    }
    String kinds = matcher.group(2);
    return new Wake(
        Long.parseLong(matcher.group(1)),
        kinds.isEmpty() ? List.of() : List.of(kinds.split(",", -1)));
  }
}

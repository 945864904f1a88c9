package io.holdfast.query.transparency;

import java.util.List;

/**
 * What a checkpoint says (C2SP tlog-checkpoint): of which log, of how many leaves, and their root.
 */
public record CheckpointText(String origin, long size, Hash root) {
  private static final int LINES = 3;

  /**
   * @throws IllegalArgumentException where it has not this form
   */
  public static CheckpointText parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < LINES || lines.getFirst().isEmpty()) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    String size = lines.get(1);
    if (!size.matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    return new CheckpointText(lines.getFirst(), Long.parseLong(size), Hash.ofBase64(lines.get(2)));
  }

  @Override
  public String toString() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }
}

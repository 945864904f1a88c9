package io.holdfast.app.backup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backup is of. It stands before everything else in the file.
 *
 * @param takenAtMillis when its moment was, by the clock of the machine that made it
 * @param logIndex the log's last event of that moment; 0 where there is none
 * @param versions the migrations of each schema, by number
 * @param tables each after those that it refers to
 * @param sequences what counts up by itself
 */
record Manifest(
    long takenAtMillis,
    long logIndex,
    Map<String, List<String>> versions,
    List<Table> tables,
    List<Sequence> sequences) {

  /**
   * Names are as SQL wants them, in quotes where they need some.
   *
   * @param columns those that hold something of their own, not what is generated from others
   */
  record Table(String name, List<String> columns) {
    String copyOut() {
      return "COPY %s (%s) TO STDOUT".formatted(name, String.join(", ", columns));
    }

    String copyIn() {
      return "COPY %s (%s) FROM STDIN".formatted(name, String.join(", ", columns));
    }
  }

  /**
   * @param lastValue null where nothing was counted yet
   */
  record Sequence(String table, String column, @Nullable Long lastValue) {}
}

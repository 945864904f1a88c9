package io.holdfast.command.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The heads as this session's last append left them, so that {@code log.append} need not look them
 * up again.
 *
 * <p>Why that is safe: what stands here was true when the log ended with {@link #index()}, for it
 * was checked or written then under the lock that all writers share. Under the same lock the next
 * append looks where the log ends. If it is still there, nobody has appended since, for an append
 * moves the end; so no head can have moved, and what stands here is true. If it is not, the
 * database trusts nothing of this. Therefore nothing need be told of other nodes' appends, of
 * conflicts and of batches that the database refused, and a new session begins with nothing.
 *
 * <p>Holds the most recently used, up to a limit, but not what has only just begun: most of that
 * has one event and is never asked for again. Used by the writer's thread.
 */
final class KnownHeads {
  private static final long NOWHERE = -1;

  private final LinkedHashMap<String, Long> heads;
  private long index = NOWHERE;

  KnownHeads(int limit) {
    heads =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > limit;
          }
        };
  }

  /** Where the log ended when all this was true; where it never ends when nothing is known. */
  long index() {
    return index;
  }

  boolean isKnown(String aggregateId, long head) {
    Long known = heads.get(aggregateId);
    return known != null && known == head;
  }

  /**
   * A batch was appended, perhaps without rows: the expected heads were true before it.
   *
   * @param lastIndex where the log ends now
   */
  void appended(Map<String, Long> expected, List<Row> rows, long lastIndex) {
    if (lastIndex - rows.size() != index) {
      heads.clear();
    }
    index = NOWHERE;
    expected.forEach(this::put);
    for (Row row : rows) {
      if (expected.getOrDefault(row.aggregateId(), Decision.ABSENT) == Decision.ABSENT) {
        heads.remove(row.aggregateId());
      } else {
        put(row.aggregateId(), row.sequenceNumber());
      }
    }
    index = lastIndex;
  }

  private void put(String aggregateId, long head) {
    if (head != Decision.ABSENT) {
      heads.put(aggregateId, head);
    }
  }
}

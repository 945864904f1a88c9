package io.holdfast.query.transparency;

import io.holdfast.api.transparency.BundleLines;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.query.follow.LogRow;
import io.holdfast.query.follow.LogRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a bundle, some lines at a time, from what is stored now: it judges nothing, so that who
 * reads it sees what is wrong. Between two pieces nothing is held but how far it is. Used by one
 * thread at a time.
 */
final class BundleWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BundleWriter.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** So many events at most are in memory at once. */
  private static final int PIECE = Tile.WIDTH;

  private static final int MOST_CHECKPOINTS = 1_000;

  private final TreeRoom room;
  private final LogRows log;
  private final Bundle.Header header;
  private long event;
  private long events;
  private long checkpoint;
  private long checkpoints;
  private boolean begun;
  private boolean ended;

  BundleWriter(TreeRoom room, LogRows log, Bundle.Header header) {
    this.room = room;
    this.log = log;
    this.header = header;
  }

  /** The next lines, or null behind the last. */
  @Nullable BundleLines next() {
    if (ended) {
      return null;
    }
    StringBuilder lines = new StringBuilder();
    if (!begun) {
      begun = true;
      line(lines, header);
      return new BundleLines(lines.toString());
    }
    room.in(
        connection -> {
          piece(connection, lines);
          return lines;
        });
    return new BundleLines(lines.toString());
  }

  /** Some events, each checkpoint right behind the last event that it signs. */
  private void piece(Connection connection, StringBuilder lines) throws SQLException {
    List<LogRow> rows = upTo(header.to(), log.after(event, PIECE));
    long last = rows.isEmpty() ? header.to() : rows.getLast().index();
    List<SignedCheckpoint> signed =
        new StoredCheckpoints(connection).between(checkpoint, last, MOST_CHECKPOINTS);
    boolean all = signed.size() < MOST_CHECKPOINTS;
    write(all ? rows : upTo(signed.getLast().size(), rows), signed, connection, lines);
    if (rows.isEmpty() && all) {
      line(lines, new Bundle.End(events, checkpoints));
      ended = true;
    }
  }

  private void write(
      List<LogRow> rows, List<SignedCheckpoint> signed, Connection connection, StringBuilder lines)
      throws SQLException {
    StoredTiles tiles = new StoredTiles(connection);
    Deque<SignedCheckpoint> ahead = new ArrayDeque<>(signed);
    for (LogRow row : rows) {
      while (!ahead.isEmpty() && ahead.getFirst().size() < row.index()) {
        write(ahead.removeFirst(), lines);
      }
      line(lines, written(row, tiles));
      event = row.index();
      events++;
    }
    for (SignedCheckpoint each : ahead) {
      write(each, lines);
    }
  }

  private void write(SignedCheckpoint signed, StringBuilder lines) {
    line(lines, new Bundle.CheckpointLine(signed.size(), signed.note()));
    checkpoint = signed.size();
    checkpoints++;
  }

  private static List<LogRow> upTo(long index, List<LogRow> rows) {
    return rows.stream().filter(row -> row.index() <= index).toList();
  }

  private static Bundle.EventLine written(LogRow row, Tiles tiles) throws SQLException {
    return new Bundle.EventLine(
        row.index(),
        row.eventId(),
        row.aggregateId(),
        row.aggregateType(),
        row.sequenceNumber(),
        row.atMicros(),
        row.type(),
        row.revision(),
        row.payload(),
        row.metadata(),
        leaf(row.index(), tiles));
  }

  private static @Nullable String leaf(long index, Tiles tiles) throws SQLException {
    try {
      return tiles.node(0, index - 1).base64();
    } catch (TreeDamaged e) {
      LOG.warn("the bundle has no hash of event {}: {}", index, e.getMessage());
      return null;
    }
  }

  private static void line(StringBuilder lines, Object line) {
    lines.append(JSON.writeValueAsString(line)).append('\n');
  }
}

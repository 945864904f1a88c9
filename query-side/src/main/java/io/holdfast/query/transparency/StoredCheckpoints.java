package io.holdfast.query.transparency;

import io.holdfast.api.transparency.SignedCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was signed, by us and by witnesses, as one transaction sees it. Nothing is ever changed. */
final class StoredCheckpoints {
  private static final String ROWS =
      """
      select c.size, c.made_at, c.note,
        array(select w.witness from audit.cosignature w where w.size = c.size order by w.witness)
          as witnesses,
        array(select w.line from audit.cosignature w where w.size = c.size order by w.witness)
          as lines
      from audit.checkpoint c\s""";

  private final Connection connection;

  StoredCheckpoints(Connection connection) {
    this.connection = connection;
  }

  Optional<SignedCheckpoint> newest() throws SQLException {
    return rows("order by c.size desc limit 1").stream().findFirst();
  }

  Optional<SignedCheckpoint> of(long size) throws SQLException {
    return rows("where c.size = ?", size).stream().findFirst();
  }

  /** Newest first. */
  List<SignedCheckpoint> below(long size, int limit) throws SQLException {
    return rows("where c.size < ? order by c.size desc limit ?", size, limit);
  }

  /** Oldest first: those of more events than the one size, and of no more than the other. */
  List<SignedCheckpoint> between(long after, long size, int limit) throws SQLException {
    return rows("where c.size > ? and c.size <= ? order by c.size limit ?", after, size, limit);
  }

  void add(long size, Instant at, Note note) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into audit.checkpoint (size, made_at, note) values (?, ?, ?)")) {
      statement.setLong(1, size);
      statement.setObject(2, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      statement.setString(3, note.toString());
      statement.executeUpdate();
    }
  }

  /** The first of a witness stays. */
  void add(long size, String witness, Instant at, Note.Signature signature) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into audit.cosignature (size, witness, cosigned_at, line) values (?, ?, ?, ?)
            on conflict do nothing""")) {
      statement.setLong(1, size);
      statement.setString(2, witness);
      statement.setObject(3, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
      statement.setString(4, signature.line());
      statement.executeUpdate();
    }
  }

  private List<SignedCheckpoint> rows(String which, long... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROWS + which)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      List<SignedCheckpoint> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
      return found;
    }
  }

  private static SignedCheckpoint read(ResultSet row) throws SQLException {
    String note = row.getString("note");
    return new SignedCheckpoint(
        row.getLong("size"),
        text(note).root().base64(),
        row.getObject("made_at", OffsetDateTime.class).toInstant().toEpochMilli(),
        texts(row, "witnesses"),
        note + String.join("", texts(row, "lines")));
  }

  /** What the note says; whether it is signed is another question. */
  static CheckpointText text(String note) {
    try {
      return CheckpointText.parse(Note.parse(note).text());
    } catch (IllegalArgumentException e) {
      throw new TreeDamaged("a stored checkpoint is none");
    }
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}

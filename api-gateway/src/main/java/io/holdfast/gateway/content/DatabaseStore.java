package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps bytes in {@code door.content_piece}: as durable as everything else, in the same backups,
 * and the same on each node. One transaction keeps all of it or nothing. A read takes piece after
 * piece and holds no connection between them, however slow its reader is.
 */
final class DatabaseStore implements ContentStore {
  /** For ever: rows were written by it. */
  static final int PIECE_BYTES = 256 * 1024;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Contents contents;

  DatabaseStore(DataSource source, Contents contents) {
    this.jdbc = JdbcClient.create(source);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    this.contents = contents;
  }

  @Override
  public Place place() {
    return Place.DATABASE;
  }

  @Override
  public void keep(Spooled content) {
    transaction.executeWithoutResult(
        _ -> {
          if (contents.add(content, Place.DATABASE)) {
            keepPieces(content);
          }
        });
  }

  @Override
  public InputStream read(Cid cid, long from, long length) {
    return new Pieces(number -> piece(cid, number), PIECE_BYTES, from, length);
  }

  /** Its pieces went with the row. */
  @Override
  public void drop(Cid cid) {}

  private void keepPieces(Spooled content) {
    try (InputStream in = Files.newInputStream(content.file())) {
      int number = 0;
      for (byte[] piece = in.readNBytes(PIECE_BYTES);
          piece.length > 0;
          piece = in.readNBytes(PIECE_BYTES)) {
        jdbc.sql(
                "INSERT INTO door.content_piece (cid, number, bytes) VALUES (:cid, :number, :bytes)")
            .param("cid", content.cid().value())
            .param("number", number++)
            .param("bytes", piece)
            .update();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an upload cannot be read again", e);
    }
  }

  private byte[] piece(Cid cid, int number) {
    return jdbc.sql("SELECT bytes FROM door.content_piece WHERE cid = :cid AND number = :number")
        .param("cid", cid.value())
        .param("number", number)
        .query(byte[].class)
        .optional()
        .orElseThrow(
            () -> new Rejection(ErrorCode.CONTENT_UNAVAILABLE, "This content is kept no more."));
  }
}

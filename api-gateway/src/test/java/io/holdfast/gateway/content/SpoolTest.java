package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.content.Spool.Most;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final byte[] BYTES = "what is brought".getBytes(UTF_8);
  private final Rejection tooMuch = new Rejection(ErrorCode.BODY_TOO_LARGE, "Too much.");

  @TempDir private Path folder;

  @Test
  void takesWhatComesAndGivesItsNameAndItsSize() throws IOException {
    try (Spooled spooled = spool().take(new ByteArrayInputStream(BYTES), most(BYTES.length))) {
      assertThat(spooled.cid()).isEqualTo(CidOfBytes.of(Chunking.KIB_256, BYTES));
      assertThat(spooled.size()).isEqualTo(BYTES.length);
      assertThat(spooled.file()).hasBinaryContent(BYTES);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spooled.file())))
          .isEqualTo("rw-------");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void oneByteTooMuchLeavesNothing() {
    Spool spool = spool();

    assertThatThrownBy(() -> spool.take(new ByteArrayInputStream(BYTES), most(BYTES.length - 1)))
        .isSameAs(tooMuch);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsCutOffLeavesNothing() {
    Spool spool = spool();

    assertThatThrownBy(() -> spool.take(new CutOff(new IOException("gone")), most(100)))
        .isInstanceOfSatisfying(
            Rejection.class,
            told -> assertThat(told.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whoEndsAnUploadSaysWhy() {
    Spool spool = spool();
    Rejection tooSlow = new Rejection(ErrorCode.MALFORMED_REQUEST, "Too slow.");

    assertThatThrownBy(() -> spool.take(new CutOff(new IOException("gone", tooSlow)), most(100)))
        .isSameAs(tooSlow);
  }

  @Test
  void whatAProgramThatWasKilledLeftGoesAtTheNextStartAndNothingElse() throws IOException {
    Files.write(folder.resolve("left.upload"), BYTES);
    Files.write(folder.resolve("somebody-elses"), BYTES);

    spool();

    assertThat(folder.resolve("left.upload")).doesNotExist();
    assertThat(folder.resolve("somebody-elses")).exists();
  }

  private Spool spool() {
    return new Spool(folder, Chunking.KIB_256);
  }

  private Most most(long bytes) {
    return new Most(bytes, tooMuch);
  }

  /** Some bytes, and then the end of the line. */
  private static final class CutOff extends InputStream {
    private final IOException failure;
    private boolean begun;

    CutOff(IOException failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (begun) {
        throw failure;
      }
      begun = true;
      return 'x';
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      into[offset] = (byte) read();
      return 1;
    }
  }
}

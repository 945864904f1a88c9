package io.holdfast.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.app.start.CannotStart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
  private static final int CHUNK = Seal.CHUNK_BYTES;
  private static final int SEALED = CHUNK + Seal.TAG_BYTES;
  private static final byte[] PASSPHRASE = "correct horse battery staple".getBytes(UTF_8);
  private static final Seal SEAL = Seal.fresh(PASSPHRASE, new SecureRandom());
  private static final int LINE = SEAL.beginning().length;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
  void givesBackWhatWasWritten(int length) throws IOException {
    byte[] content = bytes(length);

    assertThat(opened(sealed(content))).isEqualTo(content);
  }

  @Test
  void opensUnderItsPassphraseOnly() throws IOException {
    byte[] file = sealed(bytes(10));

    assertThat(read(file, Seal.of(beginning(file), PASSPHRASE))).isEqualTo(bytes(10));
    assertThatThrownBy(() -> Seal.of(beginning(file), "another passphrase".getBytes(UTF_8)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("passphrase does not open");
  }

  @Test
  void noTwoFilesHaveTheSameKey() throws IOException {
    assertThat(Seal.fresh(PASSPHRASE, new SecureRandom()).beginning())
        .isNotEqualTo(SEAL.beginning());
  }

  @Test
  void isRefusedWhereverItIsCutOff() throws IOException {
    byte[] file = sealed(bytes(2 * CHUNK + 100));

    for (int length : lengthsOf(file)) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> opened(cut)).as("cut at %d", length).isInstanceOf(Exception.class);
    }
  }

  /** Every length of the beginning and of the end, and what is around the borders of chunks. */
  private static int[] lengthsOf(byte[] file) {
    return IntStream.range(LINE, file.length)
        .filter(
            length ->
                length < LINE + 40
                    || length > file.length - 200
                    || (length - LINE) % SEALED < 3
                    || length % 9973 == 0)
        .toArray();
  }

  @Test
  void isRefusedWhicheverByteIsAnother() throws IOException {
    byte[] file = sealed(bytes(CHUNK + 100));

    for (int at = LINE; at < file.length; at += at > file.length - 200 ? 1 : 97) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> opened(changed)).as("byte %d", at).isInstanceOf(DamagedBackup.class);
    }
  }

  @Test
  void isRefusedWhereItsFirstLineIsAnother() throws IOException {
    byte[] file = sealed(bytes(10));

    for (int at = 0; at < LINE; at += 7) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      assertThatThrownBy(() -> Seal.of(beginning(changed), PASSPHRASE))
          .as("byte %d", at)
          .isInstanceOf(CannotStart.class);
    }
  }

  @Test
  void asksForNoMoreMemoryThanWeWould() {
    String greedy = new String(SEAL.beginning(), UTF_8).replace(" 65536 ", " 9999999 ");

    assertThatThrownBy(() -> Seal.of(greedy.getBytes(UTF_8), PASSPHRASE))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("beginning of the backup was changed");
  }

  @Test
  void isRefusedWhereChunksChangedPlacesWereDroppedOrAdded() throws IOException {
    byte[] file = sealed(bytes(3 * CHUNK));
    byte[] first = Arrays.copyOfRange(file, LINE, LINE + SEALED);
    byte[] second = Arrays.copyOfRange(file, LINE + SEALED, LINE + 2 * SEALED);
    byte[] last = Arrays.copyOfRange(file, LINE + 2 * SEALED, file.length);

    for (byte[][] chunks :
        new byte[][][] {
          {second, first, last},
          {first, last},
          {first, second},
          {first, second, second, last},
          {first, second, last, last},
          {first, second, last, {0}}
        }) {
      assertThatThrownBy(() -> opened(withChunks(chunks))).isInstanceOf(DamagedBackup.class);
    }
  }

  @Test
  void isRefusedWhereItWasNeverFinished() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    new SealedOutput(file, SEAL).write(bytes(2 * CHUNK + 5));

    assertThatThrownBy(() -> opened(file.toByteArray())).isInstanceOf(DamagedBackup.class);
  }

  private static byte[] withChunks(byte[]... chunks) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(SEAL.beginning());
    for (byte[] chunk : chunks) {
      file.write(chunk);
    }
    return file.toByteArray();
  }

  private static byte[] sealed(byte[] content) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    SealedOutput output = new SealedOutput(file, SEAL);
    output.write(content);
    output.finish();
    return file.toByteArray();
  }

  private static byte[] opened(byte[] file) throws IOException {
    return read(file, SEAL);
  }

  private static byte[] read(byte[] file, Seal seal) throws IOException {
    InputStream stream = new ByteArrayInputStream(file);
    stream.skipNBytes(LINE);
    return new SealedInput(stream, seal).readAllBytes();
  }

  private static byte[] beginning(byte[] file) {
    return Arrays.copyOf(file, Math.min(file.length, Seal.MOST_BEGINNING));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}

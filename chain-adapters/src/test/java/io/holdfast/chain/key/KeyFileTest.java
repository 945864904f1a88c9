package io.holdfast.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;
  private Path file;
  private Path passphrase;
  private KeyFile keys;

  @BeforeEach
  void aKeyFile() {
    file = folder.resolve("secrets/bitcoin.key");
    passphrase = folder.resolve("secrets/bitcoin.passphrase");
    keys = new KeyFile(file, passphrase, new SecureRandom());
    keys.create();
  }

  @Test
  void opensToTheSameSeedEachTime() {
    byte[] seed = keys.open(byte[]::clone);

    byte[] again = keys.open(byte[]::clone);
    assertThat(again).isEqualTo(seed).hasSize(32);
  }

  @Test
  void wipesTheSeedItLent() {
    byte[] lent = keys.open(seed -> seed);

    assertThat(lent).containsOnly(0);
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passphrase)))
        .isEqualTo("rw-------");
  }

  @Test
  void isNeverOverwritten() throws IOException {
    String before = Files.readString(file);

    assertThatThrownBy(keys::create).isInstanceOf(KeyFileException.class);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void staysShutUnderAnotherPassphrase() throws IOException {
    Files.writeString(passphrase, "guess");

    assertThatThrownBy(() -> keys.open(byte[]::clone))
        .isInstanceOf(KeyFileException.class)
        .hasMessage("The passphrase does not open the key file.");
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Files.delete(passphrase);

    assertThatThrownBy(() -> keys.open(byte[]::clone))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("bitcoin.passphrase");
  }

  @Test
  void refusesAFileWhoseStrengthWasChanged() throws IOException {
    Files.writeString(file, Files.readString(file).replace("\"iterations\":3", "\"iterations\":1"));

    assertThatThrownBy(() -> keys.open(byte[]::clone)).isInstanceOf(KeyFileException.class);
  }

  @Test
  void refusesRubbish() throws IOException {
    Files.writeString(file, "not json");

    assertThatThrownBy(() -> keys.open(byte[]::clone))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining("bitcoin.key");
  }
}

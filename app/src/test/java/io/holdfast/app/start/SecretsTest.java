package io.holdfast.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.query.transparency.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path temp;
  private DataFolder folder;

  @BeforeEach
  void open() {
    folder = DataFolder.open(temp);
  }

  @AfterEach
  void close() throws IOException {
    folder.close();
  }

  @Test
  void areAllDifferent() {
    Secrets secrets = secrets();

    assertThat(Arrays.stream(Secret.values()).map(secrets::read)).doesNotHaveDuplicates();
  }

  @Test
  void areKept() {
    String made = secrets().read(Secret.BITCOIN_PASSPHRASE);

    assertThat(secrets().read(Secret.BITCOIN_PASSPHRASE)).isEqualTo(made);
  }

  @Test
  void areForTheirOwnerOnlyEvenWhenSomebodyLoosenedThem() throws IOException {
    Path file = secrets().file(Secret.DATABASE_PASSWORD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    secrets();

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(file.getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void areMadeWholeAfterACrashHalfWay() throws IOException {
    Path half = Files.createDirectories(temp.resolve("secrets")).resolve("bitcoin-passphrase.part");
    Files.writeString(half, "ha");

    assertThat(secrets().read(Secret.BITCOIN_PASSPHRASE)).hasSize(43);
    assertThat(half).doesNotExist();
  }

  @Test
  void theSandboxPasswordCanBeTyped() {
    assertThat(secrets().read(Secret.SANDBOX_PASSWORD))
        .matches("[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}");
  }

  @Test
  void theLogsKeyIsOneThatSigns() {
    SigningKey key = SigningKey.read(secrets().file(Secret.LOG_KEY), "example.com/log");

    assertThat(key.verifier().toString()).startsWith("example.com/log+");
  }

  private Secrets secrets() {
    return Secrets.in(folder, new SecureRandom());
  }
}

package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir private Path folder;

  @Test
  void aSecretIsMadeOnceReadableByItsOwnerOnly() throws IOException {
    Path file = folder.resolve("secrets").resolve("key");
    assertThat(SecretFile.readOrCreate(file, () -> "first")).isEqualTo("first");
    assertThat(SecretFile.readOrCreate(file, () -> "second")).isEqualTo("first");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "known to all");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SecretFile.readOrCreate(file, () -> "new"))
        .hasMessageContaining("may be read by others");
  }
}

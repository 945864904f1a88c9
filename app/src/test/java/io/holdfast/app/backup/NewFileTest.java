package io.holdfast.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.app.start.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
  @TempDir Path folder;
  private Path file;
  private Path part;

  @BeforeEach
  void names() {
    file = folder.resolve("a.backup");
    part = folder.resolve("a.backup.part");
  }

  @Test
  void isThereOnceItIsComplete() throws IOException {
    try (NewFile made = NewFile.begin(file)) {
      made.stream().write(new byte[] {1, 2, 3});
      assertThat(file).doesNotExist();
      made.complete();
    }

    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(part).doesNotExist();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void hasAnotherNameWhereItIsBrokenOff() throws IOException {
    try (NewFile made = NewFile.begin(file)) {
      made.stream().write(1);
    }

    assertThat(file).doesNotExist();
    assertThat(part).exists();
  }

  @Test
  void isWrittenAnewAfterItWasBrokenOff() throws IOException {
    Files.writeString(part, "the beginning of an earlier and longer one");

    try (NewFile made = NewFile.begin(file)) {
      made.stream().write(1);
      made.complete();
    }

    assertThat(file).hasBinaryContent(new byte[] {1});
  }

  @Test
  void neverTakesTheNameOfAnother() throws IOException {
    Files.writeString(file, "precious");

    assertThatThrownBy(() -> NewFile.begin(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is there already");
    assertThat(file).hasContent("precious");
  }

  @Test
  void neverTakesANameThatAnotherTookMeanwhile() throws IOException {
    try (NewFile made = NewFile.begin(file)) {
      Files.writeString(file, "precious");

      assertThatThrownBy(made::complete)
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("is there already");
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void isWrittenByOneOnly() throws IOException {
    try (NewFile _ = NewFile.begin(file)) {
      assertThatThrownBy(() -> NewFile.begin(file))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("being written by another backup");
    }
  }

  @Test
  void saysWhereItCannotBeWritten() {
    assertThatThrownBy(() -> NewFile.begin(folder.resolve("none/a.backup")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be written");
  }
}

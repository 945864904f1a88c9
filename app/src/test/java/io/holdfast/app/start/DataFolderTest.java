package io.holdfast.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temp;

  @Test
  void isMadeWhereThereIsNone() throws IOException {
    Path path = temp.resolve("a/b");

    try (DataFolder folder = DataFolder.open(path)) {
      assertThat(folder.path()).isEqualTo(path.toRealPath()).isDirectory();
    }
  }

  @Test
  void isNotOpenedTwice() throws IOException {
    try (DataFolder folder = DataFolder.open(temp)) {
      assertThatThrownBy(() -> DataFolder.open(folder.path()))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("in use by another Holdfast, process ");
    }
  }

  @Test
  void isOpenedAgainAfterItWasClosed() throws IOException {
    DataFolder.open(temp).close();

    DataFolder.open(temp).close();
  }

  @Test
  void isRefusedWhereAFileIsInTheWay() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void isRefusedWhereARestoreIntoItWasNotFinished() throws IOException {
    RestoreMark.set(temp);
    assertThatThrownBy(() -> RestoreMark.refuse(temp))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("was not finished");

    RestoreMark.remove(temp);
    RestoreMark.refuse(temp);
  }
}

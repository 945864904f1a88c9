package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitcoindBinaryTest {
  @TempDir Path folder;

  @Test
  void takesTheProgramThatIsNamed() throws IOException {
    Path named = program(folder.resolve("my-bitcoind"));
    Path onPath = program(folder.resolve("bitcoind"));

    assertThat(locate(Map.of("BITCOIND", named.toString(), "PATH", folder.toString())))
        .isEqualTo(named);
    assertThat(locate(Map.of("PATH", "/nowhere::" + folder))).isEqualTo(onPath);
  }

  @Test
  void saysSoWhenTheProgramThatIsNamedIsNone() {
    assertThatThrownBy(() -> locate(Map.of("BITCOIND", folder.resolve("nothing").toString())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("BITCOIND names")
        .hasMessageContaining("no program");
  }

  @Test
  void takesTheOneThatWasFetchedBefore() throws IOException {
    Path fetched =
        program(Files.createDirectories(folder.resolve("cache/bin")).resolve("bitcoind"));

    assertThat(locate(Map.of("PATH", ""))).isEqualTo(fetched);
  }

  private Path locate(Map<String, String> environment) {
    return BitcoindBinary.locate(environment, folder.resolve("cache"));
  }

  private static Path program(Path path) throws IOException {
    Files.writeString(path, "#!/bin/sh\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }
}

package io.holdfast.chain.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.NpmPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts' bytes in this repository are what their compiler makes of their sources. */
class ContractSourcesIT {
  private static final Path SOURCES = Path.of("src/main/contracts");
  private static final Path COMPILED = Path.of("src/main/resources/io/holdfast/chain/evm/contract");

  @TempDir Path folder;

  @Test
  void theBytesComeFromTheSources() throws IOException {
    NpmPackages.requireNpm();
    for (String file :
        List.of(
            "HoldfastDeposits.sol",
            "HoldfastEscrow.sol",
            "compile.mjs",
            "package.json",
            "package-lock.json")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }
    NpmPackages.install(folder);

    NpmPackages.node(folder, "compile.mjs", folder.resolve("compiled").toString());

    for (String compiled : List.of("HoldfastDeposits.json", "HoldfastEscrow.json")) {
      assertThat(COMPILED.resolve(compiled))
          .hasSameTextualContentAs(folder.resolve("compiled").resolve(compiled));
    }
  }
}

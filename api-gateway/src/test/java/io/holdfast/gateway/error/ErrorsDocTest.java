package io.holdfast.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that clients read and the program that they talk to name the same codes. */
class ErrorsDocTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| ([0-9]{3}) \\| \\S.*\\|$");
  private static final Path PAGE = Path.of("../docs/reference/errors.md");

  @Test
  void thePageListsEveryCodeInOrderWithItsStatus() throws IOException {
    List<String> written =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    assertThat(written)
        .containsExactlyElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code + " " + HttpStatuses.of(code.kind()).value())
                .toList());
  }
}

package io.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the threat model says is shown by a test is shown by a test that there is. */
class SecurityDocTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOC = ROOT.resolve("docs/concepts/security.md");
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT|E2E))\\.(\\w+)`");
  private static final int DEEPEST = 20;

  static List<Named> named() throws IOException {
    return NAMED
        .matcher(Files.readString(DOC))
        .results()
        .map(found -> new Named(found.group(1), found.group(2)))
        .distinct()
        .toList();
  }

  record Named(String test, String sentence) {}

  @Test
  void namesTests() throws IOException {
    assertThat(named()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("named")
  void namesTestsThatThereAre(Named named) throws IOException {
    assertThat(Files.readString(fileOf(named.test()))).contains(" " + named.sentence() + "(");
  }

  private static Path fileOf(String test) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(tests -> found(tests, test + ".java"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("there is no " + test));
    }
  }

  private static Stream<Path> found(Path tests, String name) {
    try (Stream<Path> files = Files.find(tests, DEEPEST, (file, _) -> file.endsWith(name))) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

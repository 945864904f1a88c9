package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.identity.Role;
import io.holdfast.gateway.security.Access.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that people read says of every endpoint and stream what the program does. */
class AccessDocTest {
  private static final Path PAGE = Path.of("../docs/reference/access.md");

  @Test
  void thePageSaysWhatThePolicySays() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Stream.of(laws(), endpoints(), streams()).flatMap(part -> part).toList());
  }

  private static Stream<String> laws() {
    return Arrays.stream(Whose.values())
        .flatMap(
            whose ->
                Stream.of(Named.OWN, Named.ANOTHERS, Named.NOTHING)
                    .filter(named -> counts(whose, named))
                    .map(named -> law(whose, named)));
  }

  private static boolean counts(Whose whose, Named named) {
    return switch (whose) {
      case NOBODYS, CALLERS -> named == Named.NOTHING;
      case SHOWN -> true;
      case PERSONAL, MOVED, SHARED, OFFERED, JUDGED, SERVED, REVOKED -> named != Named.NOTHING;
    };
  }

  private static String law(Whose whose, Named named) {
    return Arrays.stream(Role.values())
        .map(role -> words(Access.ofAdmitted(whose, role, named)))
        .collect(
            Collectors.joining(" | ", "| `%s` | %s | ".formatted(name(whose), words(named)), " |"));
  }

  private static String words(Named named) {
    return switch (named) {
      case OWN -> "one's own";
      case ANOTHERS -> "another's";
      case NOTHING -> "–";
      case NOBODYS -> "what is not there";
    };
  }

  private static String words(Access.Outcome outcome) {
    return switch (outcome) {
      case DONE -> "yes";
      case OWN_ROWS -> "own rows";
      case ALL_ROWS -> "all rows";
      case NOT_FOUND, FORBIDDEN, NOT_SIGNED_IN -> outcome.name();
      case OPEN -> "open";
    };
  }

  private static Stream<String> endpoints() {
    return AccessRules.ALL.stream()
        .map(
            rule ->
                "| `%s %s` | %s | %s |"
                    .formatted(
                        rule.method(), rule.pattern(), roles(rule.roles()), name(rule.whose())));
  }

  private static Stream<String> streams() {
    return AccessRules.STREAMS.stream()
        .map(
            stream ->
                "| `view.%s` | %s | %s |"
                    .formatted(stream.view(), roles(stream.roles()), name(stream.whose())));
  }

  private static String roles(Set<Role> roles) {
    if (roles.isEmpty()) {
      return "everybody, signed in or not";
    }
    return Arrays.stream(Role.values())
        .filter(roles::contains)
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String name(Whose whose) {
    return whose.name().toLowerCase(Locale.ROOT);
  }
}

package io.holdfast.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.holdfast.api.Event;
import io.holdfast.command.axon.JsonSerializers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in the log stays readable. Each file in {@code golden/} is an event as it was stored
 * once: type, revision and payload. A file is never changed or removed; an event that changes gets
 * the next revision, another file, and an upcaster.
 */
class GoldenEventsTest {
  private static final List<Class<?>> EVENTS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.holdfast.api")
              .stream()
              .filter(type -> type.isAssignableTo(Event.class) && !type.isInterface())
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final JsonMapper JSON = new JsonMapper();
  private final Serializer serializer = JsonSerializers.json();

  static Stream<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files.sorted().toList().stream();
    }
  }

  static List<Class<?>> events() {
    return EVENTS;
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventHasAGoldenFileForItsRevision(Class<?> event) {
    String revision = event.getAnnotation(Revision.class).value();
    assertThat(GOLDEN.resolve(event.getSimpleName() + ".v" + revision + ".json")).exists();
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void everyGoldenFileIsReadAsTheEventThatItNames(Path file) throws IOException {
    JsonNode golden = JSON.readTree(Files.readString(file));
    Object event = read(golden);
    assertThat(event).isInstanceOf(Event.class);
    assertThat(event.getClass().getName()).isEqualTo(golden.get("type").stringValue());
    assertThat(file.getFileName().toString())
        .startsWith(
            event.getClass().getSimpleName() + ".v" + golden.get("revision").stringValue() + ".");
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void theNewestRevisionIsWrittenAsItStands(Path file) throws IOException {
    JsonNode golden = JSON.readTree(Files.readString(file));
    Object event = read(golden);
    SerializedObject<byte[]> written = serializer.serialize(event, byte[].class);
    if (golden.get("revision").stringValue().equals(written.getType().getRevision())) {
      assertThat(JSON.readTree(written.getData())).isEqualTo(golden.get("payload"));
    }
  }

  @Test
  void thereAreEvents() {
    assertThat(events()).hasSizeGreaterThan(30);
  }

  private Object read(JsonNode golden) {
    return serializer.deserialize(
        new SimpleSerializedObject<>(
            JSON.writeValueAsBytes(golden.get("payload")),
            byte[].class,
            golden.get("type").stringValue(),
            golden.get("revision").stringValue()));
  }
}

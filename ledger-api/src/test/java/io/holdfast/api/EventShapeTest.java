package io.holdfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shape of what is stored for ever. The golden files of the command side hold its content. */
class EventShapeTest {
  private static final List<Class<?>> EVENTS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("io.holdfast.api")
              .stream()
              .filter(type -> type.isAssignableTo(Event.class) && !type.isInterface())
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  private static final Set<Type> SCALARS = Set.of(String.class, long.class, int.class);

  static List<Class<?>> events() {
    return EVENTS;
  }

  @Test
  void thereAreEvents() {
    assertThat(events()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventIsATopLevelRecordWithARevision(Class<?> event) {
    assertThat(event).isRecord().hasAnnotation(Revision.class);
    assertThat(event.getEnclosingClass()).isNull();
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyEventCarriesScalarsOnly(Class<?> event) {
    for (RecordComponent component : event.getRecordComponents()) {
      assertThat(isScalar(component.getGenericType()) || isListOfLines(component))
          .as("%s of %s", component, event)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void noEventCarriesAFloatingPointNumber(Class<?> event) {
    assertThat(event.getRecordComponents())
        .extracting(RecordComponent::getType)
        .doesNotContain(double.class, float.class, Double.class, Float.class);
  }

  private static boolean isScalar(Type type) {
    return SCALARS.contains(type);
  }

  /** A list of records of scalars, as an entry's postings. */
  private static boolean isListOfLines(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        && list.getRawType().equals(List.class)
        && list.getActualTypeArguments()[0] instanceof Class<?> line
        && line.isRecord()
        && List.of(line.getRecordComponents()).stream()
            .allMatch(part -> isScalar(part.getGenericType()));
  }
}

package io.holdfast.command.axon;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * How events, tokens and messages are written: plain JSON by a mapper of our own, so that no
 * setting of the web side can change what is stored.
 */
public final class JsonSerializers {
  private JsonSerializers() {}

  /** For events, and for all else. Thread-safe. */
  public static Serializer json() {
    return Jackson3Serializer.builder()
        .revisionResolver(new AnnotationRevisionResolver())
        .jsonMapperBuilderCustomizer(
            mapper ->
                mapper.polymorphicTypeValidator(
                    // Tokens of a replay name their classes; nothing else may.
                    BasicPolymorphicTypeValidator.builder()
                        .allowIfSubType("org.axonframework.")
                        .build()))
        .build();
  }
}

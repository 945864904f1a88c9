package io.holdfast.chain.substrate.scale;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read by its type. What only wraps one unnamed other value is that value, so an
 * account is its 32 bytes. Bytes, one or many, are hex in lower case.
 */
public sealed interface Value {
  record Whole(BigInteger value) implements Value {}

  record Flag(boolean value) implements Value {}

  record Text(String value) implements Value {}

  record Bytes(String hex) implements Value {}

  record Items(List<Value> items) implements Value {}

  /**
   * @param names the fields' names, where they have any; else null
   */
  record Fields(List<@Nullable String> names, List<Value> values) implements Value {}

  /**
   * @param variant which of the type's variants
   */
  record Choice(String variant, Fields fields) implements Value {}

  /**
   * A field by its name or, where the runtime is too old to name its fields, by its place.
   *
   * @throws NotScale when there is no such field
   */
  default Value field(String name, int place) {
    Fields fields =
        switch (this) {
          case Fields itself -> itself;
          case Choice(String _, Fields inner) -> inner;
          case Whole _, Flag _, Text _, Bytes _, Items _ ->
              throw new NotScale("no fields, so no " + name);
        };
    int found = fields.names().indexOf(name);
    if (found >= 0) {
      return fields.values().get(found);
    }
    if (place < fields.values().size() && fields.names().get(place) == null) {
      return fields.values().get(place);
    }
    throw new NotScale("no field " + name);
  }

  /**
   * @throws NotScale when it is no number
   */
  default BigInteger number() {
    return as(Whole.class).value();
  }

  /** A number that fits an {@code int}, such as a place in a list. */
  default int place() {
    BigInteger number = number();
    if (number.signum() < 0 || number.bitLength() > 31) {
      throw new NotScale("no place in a list: " + number);
    }
    return number.intValueExact();
  }

  /** The bytes in hex. */
  default String hex() {
    return as(Bytes.class).hex();
  }

  default List<Value> items() {
    return as(Items.class).items();
  }

  default Choice choice() {
    return as(Choice.class);
  }

  /** What an {@code Option} holds. */
  default Optional<Value> ifSome() {
    Choice option = choice();
    return option.variant().equals("Some")
        ? Optional.of(option.fields().values().getFirst())
        : Optional.empty();
  }

  private <T extends Value> T as(Class<T> kind) {
    if (!kind.isInstance(this)) {
      throw new NotScale("no " + kind.getSimpleName() + " but " + getClass().getSimpleName());
    }
    return kind.cast(this);
  }
}

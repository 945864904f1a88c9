package io.holdfast.chain.substrate.scale;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One type of a runtime, as {@code scale-info} describes it. Types name each other by number.
 *
 * @param path where the runtime's source has it; its last part is its name
 * @param parameters what its generic parameters stand for
 */
public record Type(List<String> path, Map<String, Integer> parameters, Shape shape) {
  /** How its bytes are laid out. */
  public sealed interface Shape {}

  /** Fields, one after another. */
  public record Composite(List<Field> fields) implements Shape {}

  /** One of several: a byte says which, its fields follow. */
  public record Variants(Map<Integer, Variant> byIndex) implements Shape {
    public Optional<Variant> named(String name) {
      return byIndex.values().stream().filter(it -> it.name().equals(name)).findFirst();
    }
  }

  /** A number of elements, then so many of one type. */
  public record Sequence(int element) implements Shape {}

  public record Array(long length, int element) implements Shape {}

  public record Tuple(List<Integer> elements) implements Shape {}

  public record Primitive(Kind kind) implements Shape {}

  public record Compact(int type) implements Shape {}

  /**
   * @param store the type of the words that hold the bits
   */
  public record Bits(int store) implements Shape {}

  public record Field(@Nullable String name, int type) {}

  public record Variant(String name, int index, List<Field> fields) {}

  /** In the order of their numbers in {@code scale-info}. */
  public enum Kind {
    BOOL(1, false),
    CHAR(4, false),
    STR(0, false),
    U8(1, false),
    U16(2, false),
    U32(4, false),
    U64(8, false),
    U128(16, false),
    U256(32, false),
    I8(1, true),
    I16(2, true),
    I32(4, true),
    I64(8, true),
    I128(16, true),
    I256(32, true);

    private final int size;
    private final boolean signed;

    Kind(int size, boolean signed) {
      this.size = size;
      this.signed = signed;
    }

    /** Its bytes; 0 where each value says how many it takes. */
    int size() {
      return size;
    }

    boolean isSigned() {
      return signed;
    }
  }

  public String name() {
    return path.isEmpty() ? "" : path.getLast();
  }
}

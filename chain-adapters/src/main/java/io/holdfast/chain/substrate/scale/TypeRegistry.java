package io.holdfast.chain.substrate.scale;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All types of one runtime, by their numbers. Immutable. */
public final class TypeRegistry {
  private final Map<Integer, Type> types;

  public TypeRegistry(Map<Integer, Type> types) {
    this.types = Map.copyOf(types);
  }

  /** Reads a {@code PortableRegistry}. */
  public static TypeRegistry read(ScaleReader in) {
    Map<Integer, Type> types = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      int number = in.compactInt();
      types.put(number, type(in));
    }
    return new TypeRegistry(types);
  }

  /**
   * @throws NotScale when there is no such type
   */
  public Type get(int number) {
    Type type = types.get(number);
    if (type == null) {
      throw new NotScale("the runtime describes no type " + number);
    }
    return type;
  }

  /** The variants of a type that must have some. */
  public Type.Variants variants(int number) {
    if (get(number).shape() instanceof Type.Variants variants) {
      return variants;
    }
    throw new NotScale("type " + number + " has no variants");
  }

  /** Whether a value of this type takes no bytes at all. */
  public boolean isEmpty(int number) {
    return switch (get(number).shape()) {
      case Type.Composite(List<Type.Field> fields) ->
          fields.stream().allMatch(field -> isEmpty(field.type()));
      case Type.Tuple(List<Integer> elements) -> elements.stream().allMatch(this::isEmpty);
      case Type.Array(long length, int element) -> length == 0 || isEmpty(element);
      case Type.Variants _, Type.Sequence _, Type.Primitive _, Type.Compact _, Type.Bits _ -> false;
    };
  }

  private static Type type(ScaleReader in) {
    List<String> path = in.vector(ScaleReader::text);
    Map<String, Integer> parameters = new HashMap<>();
    in.vector(
        parameter -> {
          String name = parameter.text();
          parameter.option(ScaleReader::compactInt).ifPresent(it -> parameters.put(name, it));
          return name;
        });
    Type type = new Type(path, Map.copyOf(parameters), shape(in));
    skipDocs(in);
    return type;
  }

  private static Type.Shape shape(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new Type.Composite(in.vector(TypeRegistry::field));
      case 1 -> variants(in);
      case 2 -> new Type.Sequence(in.compactInt());
      case 3 -> new Type.Array(in.unsigned(4).longValueExact(), in.compactInt());
      case 4 -> new Type.Tuple(in.vector(ScaleReader::compactInt));
      case 5 -> new Type.Primitive(primitive(in.u8()));
      case 6 -> new Type.Compact(in.compactInt());
      case 7 -> {
        int store = in.compactInt();
        in.compactInt();
        yield new Type.Bits(store);
      }
      default -> throw new NotScale("a type of kind " + kind);
    };
  }

  private static Type.Kind primitive(int number) {
    Type.Kind[] kinds = Type.Kind.values();
    if (number >= kinds.length) {
      throw new NotScale("a primitive of kind " + number);
    }
    return kinds[number];
  }

  private static Type.Field field(ScaleReader in) {
    String name = in.option(ScaleReader::text).orElse(null);
    int type = in.compactInt();
    in.option(ScaleReader::text);
    skipDocs(in);
    return new Type.Field(name, type);
  }

  private static Type.Variants variants(ScaleReader in) {
    Map<Integer, Type.Variant> byIndex = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      List<Type.Field> fields = in.vector(TypeRegistry::field);
      int index = in.u8();
      skipDocs(in);
      byIndex.put(index, new Type.Variant(name, index, fields));
    }
    return new Type.Variants(Map.copyOf(byIndex));
  }

  private static void skipDocs(ScaleReader in) {
    in.vector(ScaleReader::text);
  }
}

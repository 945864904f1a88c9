package io.holdfast.chain.substrate.scale;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by the types of one runtime, whatever they are: it knows none of them by name.
 * Thread-safe.
 */
public final class ValueReader {
  /** Deeper than any value that a runtime itself can decode. */
  private static final int DEEPEST = 256;

  private static final HexFormat HEX = HexFormat.of();

  private final TypeRegistry types;

  public ValueReader(TypeRegistry types) {
    this.types = types;
  }

  /**
   * @throws NotScale when the bytes are no such value
   */
  public Value read(int type, ScaleReader in) {
    return read(type, in, 0);
  }

  private Value read(int number, ScaleReader in, int depth) {
    if (depth > DEEPEST) {
      throw new NotScale("a value nested more than " + DEEPEST + " deep");
    }
    return switch (types.get(number).shape()) {
      case Type.Composite(List<Type.Field> fields) -> unwrapped(fields(fields, in, depth));
      case Type.Variants variants -> choice(variants, in, depth);
      case Type.Sequence(int element) -> items(in.count(), element, in, depth);
      case Type.Array(long length, int element) -> items(length(length, in), element, in, depth);
      case Type.Tuple(List<Integer> elements) -> unwrapped(tuple(elements, in, depth));
      case Type.Primitive(Type.Kind kind) -> primitive(kind, in);
      case Type.Compact(int inner) ->
          types.isEmpty(inner)
              ? new Value.Fields(List.of(), List.of())
              : new Value.Whole(in.compact());
      case Type.Bits(int store) -> bits(store, in);
    };
  }

  private Value.Fields fields(List<Type.Field> fields, ScaleReader in, int depth) {
    List<@Nullable String> names = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    for (Type.Field field : fields) {
      names.add(field.name());
      values.add(read(field.type(), in, depth + 1));
    }
    return new Value.Fields(Collections.unmodifiableList(names), List.copyOf(values));
  }

  private Value.Fields tuple(List<Integer> elements, ScaleReader in, int depth) {
    return fields(elements.stream().map(it -> new Type.Field(null, it)).toList(), in, depth);
  }

  private static Value unwrapped(Value.Fields fields) {
    boolean wraps = fields.values().size() == 1 && fields.names().getFirst() == null;
    return wraps ? fields.values().getFirst() : fields;
  }

  private Value choice(Type.Variants variants, ScaleReader in, int depth) {
    int index = in.u8();
    Type.Variant variant = variants.byIndex().get(index);
    if (variant == null) {
      throw new NotScale("no variant " + index + " before " + in.position());
    }
    return new Value.Choice(variant.name(), fields(variant.fields(), in, depth));
  }

  private static int length(long length, ScaleReader in) {
    if (length > in.remaining()) {
      throw new NotScale(length + " elements in " + in.remaining() + " bytes");
    }
    return (int) length;
  }

  private Value items(int count, int element, ScaleReader in, int depth) {
    if (types.get(element).shape() instanceof Type.Primitive(Type.Kind kind)
        && kind == Type.Kind.U8) {
      return new Value.Bytes(HEX.formatHex(in.bytes(count)));
    }
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(element, in, depth + 1));
    }
    return new Value.Items(List.copyOf(items));
  }

  private static Value primitive(Type.Kind kind, ScaleReader in) {
    return switch (kind) {
      case BOOL -> new Value.Flag(in.bool());
      case STR -> new Value.Text(in.text());
      default ->
          new Value.Whole(kind.isSigned() ? in.signed(kind.size()) : in.unsigned(kind.size()));
    };
  }

  /** The number of bits, then whole words of the store's type. */
  private Value bits(int store, ScaleReader in) {
    if (!(types.get(store).shape() instanceof Type.Primitive(Type.Kind kind)) || kind.size() == 0) {
      throw new NotScale("bits stored in what is no number");
    }
    BigInteger bits = BigInteger.valueOf(in.compactInt());
    int word = kind.size() * 8;
    long words = bits.add(BigInteger.valueOf(word - 1)).longValueExact() / word;
    return new Value.Bytes(HEX.formatHex(in.bytes(Math.toIntExact(words * kind.size()))));
  }
}

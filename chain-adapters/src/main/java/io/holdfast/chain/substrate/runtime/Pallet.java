package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a runtime. Types are given by their numbers; null where it has no such thing.
 *
 * @param storage the types of what it stores, by name
 */
record Pallet(
    String name,
    int index,
    Map<String, Integer> storage,
    @Nullable Integer calls,
    @Nullable Integer events,
    @Nullable Integer errors,
    Map<String, Constant> constants) {

  /** A constant's type and its encoded value. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Constant(int type, byte[] value) {}

  static Pallet read(ScaleReader in) {
    String name = in.text();
    Map<String, Integer> storage = in.option(Pallet::storage).orElse(Map.of());
    Integer calls = in.option(ScaleReader::compactInt).orElse(null);
    Integer events = in.option(ScaleReader::compactInt).orElse(null);
    Map<String, Constant> constants = constants(in);
    Integer errors = in.option(ScaleReader::compactInt).orElse(null);
    return new Pallet(name, in.u8(), storage, calls, events, errors, constants);
  }

  private static Map<String, Integer> storage(ScaleReader in) {
    in.text(); // the prefix
    Map<String, Integer> types = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      in.u8(); // what it is where nothing is stored
      types.put(name, valueType(in));
      in.byteVector(); // the default
      skipDocs(in);
    }
    return Map.copyOf(types);
  }

  private static int valueType(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> in.compactInt();
      case 1 -> {
        in.vector(ScaleReader::u8); // the hashers
        in.compactInt(); // the key's type
        yield in.compactInt();
      }
      default -> throw new NotScale("storage of kind " + kind);
    };
  }

  private static Map<String, Constant> constants(ScaleReader in) {
    Map<String, Constant> constants = new HashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      constants.put(name, new Constant(in.compactInt(), in.byteVector()));
      skipDocs(in);
    }
    return Map.copyOf(constants);
  }

  private static List<String> skipDocs(ScaleReader in) {
    return in.vector(ScaleReader::text);
  }
}

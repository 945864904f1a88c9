package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.Type;
import io.holdfast.chain.substrate.scale.TypeRegistry;
import io.holdfast.chain.substrate.scale.Value;
import io.holdfast.chain.substrate.scale.ValueReader;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The description that a runtime gives of itself, in its version 14, which is what {@code
 * state_getMetadata} answers (the crate {@code frame-metadata}). Immutable.
 */
public final class Metadata {
  /** The letters "meta", read as a number. */
  private static final long MAGIC = 0x6174_656d;

  private static final int VERSION = 14;

  private final TypeRegistry types;
  private final ValueReader values;
  private final Map<String, Pallet> pallets;
  private final ExtrinsicFormat extrinsic;

  private Metadata(TypeRegistry types, Map<String, Pallet> pallets, ExtrinsicFormat extrinsic) {
    this.types = types;
    this.values = new ValueReader(types);
    this.pallets = pallets;
    this.extrinsic = extrinsic;
  }

  /**
   * @throws NotScale when it is no metadata, or of a version that we do not read
   */
  public static Metadata read(byte[] bytes) {
    ScaleReader in = new ScaleReader(bytes);
    if (in.unsigned(4).longValueExact() != MAGIC) {
      throw new NotScale("no metadata");
    }
    int version = in.u8();
    if (version != VERSION) {
      throw new NotScale("metadata of version " + version + ", not " + VERSION);
    }
    TypeRegistry types = TypeRegistry.read(in);
    Map<String, Pallet> pallets =
        in.vector(Pallet::read).stream()
            .collect(Collectors.toUnmodifiableMap(Pallet::name, Function.identity()));
    return new Metadata(types, pallets, ExtrinsicFormat.read(in, types));
  }

  public TypeRegistry types() {
    return types;
  }

  public ValueReader values() {
    return values;
  }

  public ExtrinsicFormat extrinsic() {
    return extrinsic;
  }

  public boolean hasPallet(String name) {
    return pallets.containsKey(name);
  }

  /**
   * @throws NotScale when this runtime has no such pallet
   */
  public Pallet pallet(String name) {
    Pallet pallet = pallets.get(name);
    if (pallet == null) {
      throw new NotScale("this runtime has no pallet " + name);
    }
    return pallet;
  }

  /** Whether a call may be made on this runtime. */
  public boolean hasCall(String pallet, String call) {
    return hasPallet(pallet)
        && Optional.ofNullable(pallet(pallet).calls())
            .flatMap(calls -> types.variants(calls).named(call))
            .isPresent();
  }

  /** The two bytes that stand before a call's arguments. */
  public byte[] callIndex(String pallet, String call) {
    Pallet of = pallet(pallet);
    Type.Variant variant =
        Optional.ofNullable(of.calls())
            .flatMap(calls -> types.variants(calls).named(call))
            .orElseThrow(() -> new NotScale("this runtime has no call " + pallet + "." + call));
    return new byte[] {(byte) of.index(), (byte) variant.index()};
  }

  /** The type of a stored thing's value. */
  public int storageType(String pallet, String item) {
    return Optional.ofNullable(pallet(pallet).storage().get(item))
        .orElseThrow(() -> new NotScale("this runtime stores no " + pallet + "." + item));
  }

  public Value storage(String pallet, String item, byte[] stored) {
    return values.read(storageType(pallet, item), new ScaleReader(stored));
  }

  public Value constant(String pallet, String name) {
    Pallet.Constant constant = pallet(pallet).constants().get(name);
    if (constant == null) {
      throw new NotScale("this runtime has no constant " + pallet + "." + name);
    }
    return values.read(constant.type(), new ScaleReader(constant.value()));
  }

  /** How a pallet's error is called, by the numbers that an event tells. */
  public Optional<String> errorName(int palletIndex, int errorIndex) {
    return pallets.values().stream()
        .filter(pallet -> pallet.index() == palletIndex && pallet.errors() != null)
        .findFirst()
        .flatMap(
            pallet ->
                Optional.ofNullable(
                        types
                            .variants(Objects.requireNonNull(pallet.errors()))
                            .byIndex()
                            .get(errorIndex))
                    .map(error -> pallet.name() + "." + error.name()));
  }
}

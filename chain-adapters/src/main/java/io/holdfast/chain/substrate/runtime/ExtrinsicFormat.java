package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.Type;
import io.holdfast.chain.substrate.scale.TypeRegistry;
import java.util.List;
import java.util.Optional;

/**
 * How extrinsics are laid out on a runtime. Types are given by their numbers.
 *
 * @param version 4, as long as signed ones are taken in that version
 */
public record ExtrinsicFormat(
    int version, int address, int call, int signature, List<Extension> extensions) {
  /**
   * Something that each signed extrinsic says beside its call.
   *
   * @param extra the type of what it adds to the extrinsic
   * @param implicit the type of what is signed with it and not sent
   */
  public record Extension(String name, int extra, int implicit) {}

  static ExtrinsicFormat read(ScaleReader in, TypeRegistry types) {
    Type unchecked = types.get(in.compactInt());
    int version = in.u8();
    List<Extension> extensions =
        in.vector(
            extension ->
                new Extension(extension.text(), extension.compactInt(), extension.compactInt()));
    return new ExtrinsicFormat(
        version,
        parameter(unchecked, "Address"),
        parameter(unchecked, "Call"),
        parameter(unchecked, "Signature"),
        extensions);
  }

  private static int parameter(Type type, String name) {
    return Optional.ofNullable(type.parameters().get(name))
        .orElseThrow(() -> new NotScale("the extrinsic's type has no parameter " + name));
  }
}

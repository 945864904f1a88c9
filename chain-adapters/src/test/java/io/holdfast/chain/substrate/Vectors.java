package io.holdfast.chain.substrate;

import io.holdfast.chain.substrate.runtime.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What polkadot-js says: {@code vectors.mjs} beside the vectors makes them and names its versions.
 */
public final class Vectors {
  public static final JsonNode ALL = read();

  private Vectors() {}

  /** The metadata of a real runtime: {@code polkadot} or {@code substrate-contracts-node}. */
  public static Metadata runtime(String name) {
    return Metadata.read(metadata(name));
  }

  public static byte[] metadata(String name) {
    try (InputStream in = new GZIPInputStream(open(name + ".scale.gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a hex that may begin with 0x. */
  public static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
  }

  private static JsonNode read() {
    try (InputStream in = open("vectors.json")) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file);
  }
}

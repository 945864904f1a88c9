package io.holdfast.chain.stellar.xdr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What two implementations that are not ours say ({@code stellar/make-vectors.mjs}). */
final class Vectors {
  private static final JsonNode ALL = read();

  private Vectors() {}

  static Stream<JsonNode> of(String kind) {
    return ALL.path(kind).valueStream();
  }

  static Octets base64(JsonNode node) {
    return Octets.ofBase64(node.asString());
  }

  /** A value as the Rust library writes it in JSON. */
  static ScVal value(JsonNode json) {
    if (json.isString()) {
      return new ScVal.Nothing();
    }
    Map.Entry<String, JsonNode> only = json.properties().iterator().next();
    JsonNode content = only.getValue();
    return switch (only.getKey()) {
      case "bool" -> new ScVal.Bool(content.asBoolean());
      case "bytes" -> new ScVal.Bytes(Octets.ofHex(content.asString()));
      case "string" -> new ScVal.Text(text(content));
      case "symbol" -> new ScVal.Symbol(content.asString());
      case "address" -> new ScVal.Address(StrKey.decode(content.asString()));
      case "vec" -> new ScVal.Items(content.valueStream().map(Vectors::value).toList());
      case "map" ->
          new ScVal.Pairs(
              content
                  .valueStream()
                  .map(entry -> new ScVal.Entry(value(entry.path("key")), value(entry.path("val"))))
                  .toList());
      default ->
          new ScVal.Whole(
              ScVal.Width.valueOf(only.getKey().toUpperCase(Locale.ROOT)),
              new BigInteger(content.asString()));
    };
  }

  private static Octets text(JsonNode content) {
    return Octets.of(content.asString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static JsonNode read() {
    try (InputStream file = Vectors.class.getResourceAsStream("/stellar/vectors.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

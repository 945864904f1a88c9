package io.holdfast.chain.stellar.block;

import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contract's value for people who search and read: addresses as they are written, numbers as
 * decimal digits, bytes in hexadecimal, maps with symbols for keys as objects.
 */
final class ScJson {
  private ScJson() {}

  static Object of(ScVal value) {
    return switch (value) {
      case ScVal.Bool(boolean truth) -> truth;
      case ScVal.Nothing() -> Map.of();
      case ScVal.Whole(_, BigInteger number) -> number.toString();
      case ScVal.Bytes(Octets bytes) -> bytes.hex();
      case ScVal.Text(Octets text) -> text(text);
      case ScVal.Symbol(String symbol) -> symbol;
      case ScVal.Address(ScAddress address) -> StrKey.encode(address);
      case ScVal.Items(List<ScVal> items) -> items.stream().map(ScJson::of).toList();
      case ScVal.Pairs(List<ScVal.Entry> entries) -> pairs(entries);
    };
  }

  private static Map<String, Object> pairs(List<ScVal.Entry> entries) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    entries.forEach(entry -> pairs.put(String.valueOf(of(entry.key())), of(entry.value())));
    return pairs;
  }

  /** As UTF-8 where it is that and prints, else in hexadecimal: a database takes no NUL. */
  private static String text(Octets text) {
    try {
      String read =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.toArray())).toString();
      return read.chars().noneMatch(Character::isISOControl) ? read : text.hex();
    } catch (CharacterCodingException e) {
      return text.hex();
    }
  }
}

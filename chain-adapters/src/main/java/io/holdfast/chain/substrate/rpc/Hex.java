package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Bytes and numbers as a node spells them: 0x, then hex digits. */
final class Hex {
  private static final int HASH_CHARACTERS = 66;
  private static final int LONG_CHARACTERS = 17;

  private Hex() {}

  static byte[] bytes(String hex) {
    if (!hex.startsWith("0x")) {
      throw new NodeAnsweredRubbish("no hex where there should be some");
    }
    try {
      return HexFormat.of().parseHex(hex, 2, hex.length());
    } catch (IllegalArgumentException e) {
      throw new NodeAnsweredRubbish("no hex where there should be some", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    return bytes(text(node));
  }

  static String hash(JsonNode node) {
    String hash = text(node).toLowerCase(Locale.ROOT);
    if (hash.length() != HASH_CHARACTERS) {
      throw new NodeAnsweredRubbish("a hash of " + hash.length() + " characters");
    }
    bytes(hash);
    return hash;
  }

  /** A height: hex of any even or odd length. */
  static long number(JsonNode node) {
    String hex = text(node);
    try {
      if (hex.startsWith("0x") && hex.length() <= LONG_CHARACTERS) {
        return Long.parseLong(hex, 2, hex.length(), 16);
      }
    } catch (NumberFormatException e) {
      throw new NodeAnsweredRubbish("no number where there should be one", e);
    }
    throw new NodeAnsweredRubbish("no number where there should be one");
  }

  static String text(JsonNode node) {
    if (!node.isString()) {
      throw new NodeAnsweredRubbish("no text where there should be one");
    }
    return node.asString();
  }
}

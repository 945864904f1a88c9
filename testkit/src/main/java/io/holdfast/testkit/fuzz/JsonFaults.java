package io.holdfast.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sound JSON with one fault in it, in what it says or in how it is written. */
public final class JsonFaults {
  private static final String HOLE = "a hole for what is not JSON";

  /** As they stand in the text: some are no JSON at all. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "-0",
          "0.1",
          "1e400",
          "-1e-400",
          "1e999999999",
          "9223372036854775808",
          "2147483648",
          "9".repeat(500),
          "9".repeat(5_000),
          "NaN",
          "-Infinity",
          "0x10",
          "01",
          "+1",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "{\"a\":{}}",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"account:\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\\u0301\\ufeff\"",
          "\"\\ud83d\\ude00\"",
          "\"\u00e9\u4e2d\"",
          "\"'; drop table log.event; --\"",
          "\"${jndi:ldap://localhost/a}\"",
          "\"../../etc/passwd\"",
          "\"%s%n%x\"",
          "\"\\r\\nSet-Cookie: a=b\"",
          "\"<script>\"",
          "\"account:\"",
          "\"account:x\"",
          "\"session:x~user:y~z\"",
          "\"9999999999999999999999999999999999999999999999999999999999999999999999999999\"",
          "\"1e3\"",
          "\"-5\"",
          "\"\u0661\u0662\"",
          "\"\\x41\"",
          "\"\\u12\"",
          "'text'",
          "undefined",
          "/* nothing */ 1");

  private final Random random;

  public JsonFaults(Random random) {
    this.random = random;
  }

  public byte[] in(JsonNode sound) {
    return random.nextInt(3) == 0
        ? miswritten(sound.toString().getBytes(UTF_8))
        : another(sound).getBytes(UTF_8);
  }

  /** One value is another, is missing, is there twice, or is one too many. */
  private String another(JsonNode sound) {
    JsonNode copy = sound.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    collect(copy, containers);
    if (containers.isEmpty() || random.nextInt(8) == 0) {
      return value();
    }
    JsonNode place = containers.get(random.nextInt(containers.size()));
    if (place instanceof ArrayNode array) {
      array.add(HOLE);
      return filled(copy);
    }
    return inObject((ObjectNode) place, copy);
  }

  private String inObject(ObjectNode place, JsonNode whole) {
    List<String> names = place.properties().stream().map(Map.Entry::getKey).toList();
    int kind = names.isEmpty() ? 4 : random.nextInt(8);
    String name = names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
    switch (kind) {
      case 0 -> place.remove(name);
      case 1 -> {
        place.put(name, HOLE);
        return filled(whole, value() + ",\"" + name + "\":1");
      }
      case 2 -> place.set(name.toUpperCase(java.util.Locale.ROOT), place.remove(name));
      case 3, 4 -> place.put(kind == 3 ? "__proto__" : "more", HOLE);
      default -> place.put(name, HOLE);
    }
    return filled(whole);
  }

  private String filled(JsonNode whole) {
    return filled(whole, value());
  }

  private static String filled(JsonNode whole, String value) {
    return whole.toString().replace("\"" + HOLE + "\"", value);
  }

  private String value() {
    return switch (random.nextInt(20)) {
      case 0 -> "[".repeat(1 + random.nextInt(20_000));
      case 1 -> "{\"a\":".repeat(1 + random.nextInt(8_000)) + "1";
      case 2 -> "\"" + "x".repeat(random.nextInt(20_000)) + "\"";
      case 3 -> "\"" + "x".repeat(70_000) + "\"";
      default -> VALUES.get(random.nextInt(VALUES.size()));
    };
  }

  private byte[] miswritten(byte[] sound) {
    int at = random.nextInt(sound.length + 1);
    byte[] some = new byte[1 + random.nextInt(8)];
    random.nextBytes(some);
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(sound, at);
      case 1 -> joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, sound);
      case 2 -> new String(sound, UTF_8).getBytes(UTF_16LE);
      case 3 -> joined(sound, sound);
      case 4 -> joined(sound, some);
      case 5 -> new byte[0];
      case 6 -> some;
      case 7 -> {
        byte[] changed = sound.clone();
        changed[random.nextInt(sound.length)] = some[0];
        yield changed;
      }
      default ->
          joined(
              joined(Arrays.copyOf(sound, at), some), Arrays.copyOfRange(sound, at, sound.length));
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}

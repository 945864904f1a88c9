package io.holdfast.query.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.query.follow.LogRow;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * Understands a row of the log no further than it is shown. A row that somebody changed is shown,
 * too, as what it is now: whether it is what was written, the transparency log tells.
 */
final class RawEvents {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long MICROS_PER_MILLI = 1000;

  private RawEvents() {}

  static AuditedEvent event(LogRow row) {
    return new AuditedEvent(
        row.index(),
        Math.floorDiv(row.atMicros(), MICROS_PER_MILLI),
        typeName(row.type()),
        row.revision(),
        row.aggregateId(),
        row.sequenceNumber(),
        row.eventId(),
        metadata(row.metadata()),
        payload(row.payload()));
  }

  /** A class's name without its package and what it is nested in. */
  static String typeName(String type) {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  /** Empty where it is none that we wrote. */
  static Map<String, String> metadata(byte[] bytes) {
    Map<String, String> metadata = new TreeMap<>();
    try {
      JSON.readTree(bytes)
          .properties()
          .forEach(
              each -> {
                if (!each.getValue().isNull()) {
                  metadata.put(each.getKey(), text(each.getValue()));
                }
              });
      return metadata;
    } catch (JacksonException _) {
      return Map.of();
    }
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : value.toString();
  }

  /** In one line. */
  private static String payload(byte[] bytes) {
    try {
      return JSON.readTree(bytes).toString();
    } catch (JacksonException _) {
      return StringNode.valueOf(new String(bytes, UTF_8)).toString();
    }
  }
}

package io.holdfast.query.statement;

import io.holdfast.api.statement.Reason.Fact;
import io.holdfast.query.fold.Columns;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it is stored: what stands beside it, and its content, of which single fields are read
 * by their names.
 */
record StoredFact(Fact fact, JsonNode content) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The columns, of {@code log.event e}. */
  static final String COLUMNS =
      """
      e.log_index, e.event_id, substring(e.type from '[^.$]+$') as type, e.aggregate_id,
      floor(extract(epoch from e.at) * 1000)::bigint as at_millis,
      convert_from(e.metadata, 'UTF8') as metadata, convert_from(e.payload, 'UTF8') as payload""";

  static StoredFact of(Columns row) {
    JsonNode beside = JSON.readTree(row.text("metadata"));
    String height = text(beside, "height");
    return new StoredFact(
        new Fact(
            row.number("log_index"),
            row.text("event_id"),
            row.text("type"),
            row.text("aggregate_id"),
            row.number("at_millis"),
            text(beside, "actor"),
            text(beside, "session"),
            text(beside, "requestId"),
            text(beside, "correlationId"),
            text(beside, "causationId"),
            text(beside, "cause"),
            text(beside, "rail"),
            height == null ? null : Long.valueOf(height),
            text(beside, "blockHash"),
            text(beside, "transaction")),
        JSON.readTree(row.text("payload")));
  }

  boolean is(String type) {
    return fact.type().equals(type);
  }

  @Nullable String text(String field) {
    return text(content, field);
  }

  @Nullable Long number(String field) {
    JsonNode value = content.path(field);
    return value.isNumber() ? value.asLong() : null;
  }

  private static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() ? value.asString() : null;
  }
}

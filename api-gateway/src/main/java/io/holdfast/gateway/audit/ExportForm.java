package io.holdfast.gateway.audit;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.gateway.DoorJson;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** The forms in which events are taken away, one line an event. */
enum ExportForm {
  /** As the search shows them. */
  NDJSON("application/x-ndjson") {
    @Override
    String head() {
      return "";
    }

    @Override
    String line(AuditedEvent event) {
      return DoorJson.mapper().writeValueAsString(EventShown.of(event)) + "\n";
    }
  },

  /**
   * RFC 4180, with a header. What a spreadsheet would take for a formula has an apostrophe before
   * it (OWASP, "CSV Injection").
   */
  CSV("text/csv;charset=UTF-8") {
    @Override
    String head() {
      return row(
          Stream.concat(
              Stream.of(
                  "logIndex", "at", "type", "revision", "aggregateId", "sequenceNumber", "eventId"),
              Stream.concat(KEYS.stream(), Stream.of("event"))));
    }

    @Override
    String line(AuditedEvent event) {
      return row(
          Stream.concat(
              Stream.of(
                  Long.toString(event.logIndex()),
                  Instant.ofEpochMilli(event.atMillis()).toString(),
                  event.type(),
                  event.revision() == null ? "" : event.revision(),
                  event.aggregateId(),
                  Long.toString(event.sequenceNumber()),
                  event.eventId()),
              Stream.concat(
                  KEYS.stream().map(key -> event.metadata().getOrDefault(key, "")),
                  Stream.of(event.payload()))));
    }
  };

  private static final List<String> KEYS =
      List.of(
          MetaKeys.ACTOR,
          MetaKeys.SESSION,
          MetaKeys.CORRELATION_ID,
          MetaKeys.CAUSATION_ID,
          MetaKeys.CAUSE,
          MetaKeys.REQUEST_ID,
          MetaKeys.RAIL,
          MetaKeys.HEIGHT,
          MetaKeys.BLOCK_HASH,
          MetaKeys.TRANSACTION);
  private static final String FORMULAS = "=+-@\t\r\n";

  private final String type;

  ExportForm(String type) {
    this.type = type;
  }

  MediaType type() {
    return MediaType.parseMediaType(type);
  }

  /** What stands before the first event. */
  abstract String head();

  /** With its end. */
  abstract String line(AuditedEvent event);

  private static String row(Stream<String> fields) {
    return fields.map(ExportForm::field).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String field(String text) {
    String harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return harmless.chars().anyMatch(each -> "\",\r\n".indexOf(each) >= 0)
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}

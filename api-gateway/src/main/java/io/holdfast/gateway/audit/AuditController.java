package io.holdfast.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.audit.EventFilter;
import io.holdfast.api.audit.ExportAuditEvents;
import io.holdfast.api.audit.FindAuditEvent;
import io.holdfast.api.audit.FindAuditEvents;
import io.holdfast.api.audit.FindCausation;
import io.holdfast.api.audit.FindIndexPosition;
import io.holdfast.gateway.audit.EventShown.CausationShown;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Searching the log. */
@RestController
@RequestMapping("/api/audit/events")
@Tag(name = "Audit", description = "The log itself: every event, and what led to it.")
class AuditController {
  /** So many lines are written at a time. */
  private static final int LINES = 100;

  private final Queries queries;
  private final ExportSlots slots;

  AuditController(Queries queries, ExportSlots slots) {
    this.queries = queries;
    this.slots = slots;
  }

  @GetMapping
  @Operation(
      summary = "Events of the log by any of what stands on them",
      description =
          "In the order of the log. X-Log-Index tells how much of it was looked at. Errors:"
              + " FORBIDDEN, MALFORMED_REQUEST, UNKNOWN_RAIL, CURSOR_MALFORMED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<EventShown>>> events(
      Ask ask,
      ServerHttpRequest request,
      @ParameterObject EventWish wish,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    EventWish.requireKnown(request.getQueryParams().keySet(), Set.of("after", "limit"));
    return queries
        .auditEvents(
            new FindAuditEvents(
                wish.filter(), wish.oldestFirst(), Answers.page(after, limit), ask.waitForIndex()))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.logIndex())
                    .body(new Rows<>(EventShown.all(found.items()), found.next())));
  }

  @GetMapping("/{logIndex}")
  @Operation(
      summary = "One event of the log",
      description = "Errors: FORBIDDEN, MALFORMED_REQUEST, NOT_FOUND.")
  Mono<ResponseEntity<EventShown>> event(@PathVariable long logIndex) {
    return queries
        .auditEvent(new FindAuditEvent(logIndex))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.logIndex())
                    .body(EventShown.of(found.items().getFirst())));
  }

  @GetMapping("/{logIndex}/causation")
  @Operation(
      summary = "What led to an event, and what it led to",
      description =
          "At most 20 steps either way and 500 effects; cut says whether there is more. Errors:"
              + " FORBIDDEN, MALFORMED_REQUEST, NOT_FOUND.")
  Mono<CausationShown> causation(@PathVariable long logIndex) {
    return queries.causation(new FindCausation(logIndex)).map(CausationShown::of);
  }

  @GetMapping("/export")
  @Operation(
      summary = "All events that a filter names, as a file",
      description =
          "NDJSON or CSV, oldest first if nothing else is asked for. It ends at X-Log-Index, which"
              + " is fixed when it begins; a file that was cut goes on by fromIndex and toIndex."
              + " Errors: FORBIDDEN, MALFORMED_REQUEST, UNKNOWN_RAIL, INDEX_NOT_REACHED,"
              + " TOO_MANY_REQUESTS.")
  Mono<ResponseEntity<Flux<DataBuffer>>> export(
      Ask ask,
      ServerHttpRequest request,
      @ParameterObject EventWish wish,
      @RequestParam(required = false) @Nullable String format) {
    EventWish.requireKnown(request.getQueryParams().keySet(), Set.of("format"));
    ExportForm form =
        format == null ? ExportForm.NDJSON : Fields.choice(ExportForm.class, format, "format");
    EventFilter filter = wish.filter();
    boolean oldestFirst = wish.order() == null || wish.oldestFirst();
    return queries
        .auditPosition(new FindIndexPosition(beginning(ask, filter)))
        .map(last -> answer(form, new ExportAuditEvents(filter.upTo(last), oldestFirst), last));
  }

  /** An export begins in what there is. */
  private static long beginning(Ask ask, EventFilter filter) {
    Long from = filter.fromIndex();
    return Math.max(ask.waitForIndex(), from == null ? 0 : from);
  }

  private ResponseEntity<Flux<DataBuffer>> answer(
      ExportForm form, ExportAuditEvents export, long last) {
    Flux<String> lines =
        Flux.just(form.head()).concatWith(slots.during(queries.audited(export)).map(form::line));
    return Answers.at(HttpStatus.OK, last)
        .contentType(form.type())
        .header(HttpHeaders.CONTENT_DISPOSITION, name(form, last))
        .body(lines.buffer(LINES).map(some -> bytes(String.join("", some))));
  }

  private static String name(ExportForm form, long last) {
    return ContentDisposition.attachment()
        .filename("events-%d.%s".formatted(last, form.name().toLowerCase(Locale.ROOT)))
        .build()
        .toString();
  }

  private static DataBuffer bytes(String text) {
    return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(UTF_8));
  }
}

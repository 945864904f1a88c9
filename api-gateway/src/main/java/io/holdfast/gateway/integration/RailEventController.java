package io.holdfast.gateway.integration;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.FindRailEvents;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.RailEvents;
import io.holdfast.api.query.RailEvents.Logged;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happened on the rails, event by event. */
@RestController
@Tag(name = "Integration", description = "The system as a whole; deposits and withdrawals by rail.")
class RailEventController {
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{0,63}");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,18}");

  private final Queries queries;

  RailEventController(Queries queries) {
    this.queries = queries;
  }

  /** One event, its content as it stands in the log. */
  record RailEvent(
      long logIndex,
      long atMillis,
      String type,
      String aggregateId,
      String rail,
      @Nullable Long height,
      @Nullable String blockHash,
      @Nullable String transaction,
      @Nullable String actor,
      @Nullable String correlationId,
      @JsonRawValue @Schema(type = "object") String event) {
    static RailEvent of(Logged logged) {
      return new RailEvent(
          logged.logIndex(),
          logged.atMillis(),
          logged.type(),
          logged.aggregateId(),
          logged.rail(),
          logged.height(),
          logged.blockHash(),
          logged.transaction(),
          logged.actor(),
          logged.correlationId(),
          logged.payload());
    }
  }

  /**
   * Some events; {@code next} is the cursor for {@code ?after=}, or null at the log's beginning.
   */
  record RailEventPage(List<RailEvent> items, @Nullable String next) {
    static RailEventPage of(RailEvents events) {
      return new RailEventPage(
          events.items().stream().map(RailEvent::of).toList(),
          events.next() == null ? null : Long.toString(events.next()));
    }
  }

  @GetMapping("/api/integration/events")
  @Operation(
      summary = "Events that the rails caused, newest first",
      description =
          "From the log itself. A page looks through 5,000 events: it may be short, even empty, and"
              + " have a next one. Errors: FORBIDDEN, UNKNOWN_RAIL, CURSOR_MALFORMED,"
              + " MALFORMED_REQUEST.")
  Mono<RailEventPage> events(
      @RequestParam(required = false) @Nullable String rail,
      @Parameter(description = "An event's name, for example DepositCredited")
          @RequestParam(required = false)
          @Nullable String type,
      @RequestParam(required = false) @Nullable Long height,
      @RequestParam(required = false) @Nullable String transaction,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .railEvents(
            new FindRailEvents(
                rail == null ? null : Fields.rail(rail),
                type == null ? null : type(type),
                height,
                transaction == null ? null : Fields.transaction(transaction),
                after == null ? 0 : cursor(after),
                limit == null ? PageRequest.DEFAULT_LIMIT : limit))
        .map(RailEventPage::of);
  }

  private static String type(String value) {
    if (!TYPE.matcher(value).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "That is not the name of an event.");
    }
    return value;
  }

  private static long cursor(String value) {
    if (!INDEX.matcher(value).matches()) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "That is not a cursor that a page gave.");
    }
    return Long.parseLong(value);
  }
}

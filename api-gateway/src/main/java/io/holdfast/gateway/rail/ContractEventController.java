package io.holdfast.gateway.rail;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.ContractEvents;
import io.holdfast.api.query.ContractEvents.Said;
import io.holdfast.api.query.FindContractEvents;
import io.holdfast.api.query.PageRequest;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What contracts said on the chains. */
@RestController
@Tag(name = "Rails")
class ContractEventController {
  private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Queries queries;

  ContractEventController(Queries queries) {
    this.queries = queries;
  }

  /** One event of a contract. */
  record ContractEvent(
      long height,
      String blockHash,
      long position,
      String transaction,
      String contract,
      @Nullable String topic,
      @Nullable String name,
      @JsonRawValue @Schema(type = "object") @Nullable String content,
      @JsonRawValue @Schema(type = "object") String raw,
      @Nullable String problem,
      boolean standing) {
    static ContractEvent of(Said said) {
      return new ContractEvent(
          said.height(),
          said.blockHash(),
          said.position(),
          said.transaction(),
          said.contract(),
          said.topic(),
          said.name(),
          said.content(),
          said.raw(),
          said.problem(),
          said.standing());
    }
  }

  /** Some events; {@code next} is the cursor for {@code ?after=}, also for what comes later. */
  record ContractEventPage(List<ContractEvent> items, @Nullable String next) {
    static ContractEventPage of(ContractEvents events) {
      return new ContractEventPage(
          events.items().stream().map(ContractEvent::of).toList(), events.next());
    }
  }

  @GetMapping("/api/rails/{rail}/contract-events")
  @Operation(
      summary = "What contracts said, in the order of the chain",
      description =
          "Of the contracts that the rail's settings name. An event whose block lost its place is"
              + " not standing. Errors: FORBIDDEN, UNKNOWN_RAIL, CURSOR_MALFORMED,"
              + " MALFORMED_REQUEST.")
  Mono<ContractEventPage> events(
      @PathVariable String rail,
      @Parameter(description = "A contract's address in the chain's own spelling")
          @RequestParam(required = false)
          @Nullable String contract,
      @Parameter(description = "An event's name, for example transfer, or its first topic")
          @RequestParam(required = false)
          @Nullable String topic,
      @RequestParam(required = false) @Nullable Long fromHeight,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .contractEvents(
            new FindContractEvents(
                Fields.rail(rail),
                word(contract),
                word(topic),
                fromHeight == null ? 0 : fromHeight,
                after,
                limit == null ? PageRequest.DEFAULT_LIMIT : limit))
        .map(ContractEventPage::of);
  }

  private static @Nullable String word(@Nullable String value) {
    if (value != null && !WORD.matcher(value).matches()) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A contract and a topic have 1 to 200 printable characters.");
    }
    return value;
  }
}

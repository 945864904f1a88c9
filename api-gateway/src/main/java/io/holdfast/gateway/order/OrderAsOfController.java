package io.holdfast.gateway.order;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.statement.FindOrderAsOf;
import io.holdfast.api.statement.Moment;
import io.holdfast.api.statement.OrderAsOf;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.statement.AsOfWish;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders as of a moment. */
@RestController
@RequestMapping("/api/orders/{orderId}")
@Tag(name = "As of", description = "What stood at a time, an index of the log, or a block.")
class OrderAsOfController {
  private final Queries queries;

  OrderAsOfController(Queries queries) {
    this.queries = queries;
  }

  /**
   * An order at a moment.
   *
   * @param order null where it was not made yet
   * @param timeline what had happened to it by then
   */
  record OrderThen(Moment moment, @Nullable OrderView order, List<Timeline.Line> timeline) {}

  @GetMapping("/as-of")
  @Operation(
      summary = "How an order stood at a moment, and what had happened to it by then",
      description =
          "As it was told then. Without an order where it was not made yet. Errors: NOT_FOUND,"
              + " MALFORMED_REQUEST, MALFORMED_ID, MOMENT_AHEAD, UNKNOWN_RAIL, BLOCK_BELOW_START,"
              + " BLOCK_ABOVE_CURSOR, BLOCK_IN_GAP, BLOCK_ORPHANED, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderThen>> asOf(
      Ask ask, @PathVariable String orderId, @ParameterObject AsOfWish asOf) {
    return queries
        .orderAsOf(
            new FindOrderAsOf(
                ask.scope(), new OrderId(orderId).value(), asOf.toAsOf(), ask.waitForIndex()))
        .map(
            found ->
                Answers.at(HttpStatus.OK, found.reflectedIndex())
                    .body(new OrderThen(found.moment(), found.order(), timeline(found))));
  }

  private static List<Timeline.Line> timeline(OrderAsOf found) {
    return found.history().created().isEmpty() ? List.of() : Timeline.of(found.history()).items();
  }
}

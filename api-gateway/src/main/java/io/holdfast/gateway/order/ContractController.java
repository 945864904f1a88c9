package io.holdfast.gateway.order;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.Progress;
import io.holdfast.api.rail.Rails;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders whose money a contract keeps, and doubts about them. */
@RestController
@Tag(name = "Orders")
class ContractController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;
  private final Rails rails;

  ContractController(Commands commands, Queries queries, Assets assets, Rails rails) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
    this.rails = rails;
  }

  @PostMapping("/api/orders/{orderId}/sync-blockchain")
  @Operation(
      summary = "Ask the contract that keeps an order's money",
      description =
          "By a side of the order, or staff. The order then is where the contract says at the"
              + " chain's final block. Errors: MALFORMED_ID, NOT_FOUND, WRONG_STATE,"
              + " RAIL_UNAVAILABLE, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderView>> sync(
      Ask ask, @PathVariable String orderId, @RequestBody OrderController.Nothing nothing) {
    OrderId id = new OrderId(orderId);
    return find(ask, id, ask.waitForIndex())
        .doOnNext(page -> requireHolder(page.items().getFirst()))
        .then(commands.send(ask, new AskContract(id)))
        .then(queries.progress())
        .map(Progress::headIndex)
        .flatMap(head -> find(ask, id, head))
        .map(Answers::row);
  }

  private void requireHolder(OrderView order) {
    Asset asset = assets.require(order.asset());
    if (!rails.require(asset.rail()).holdsOrders(asset)) {
      throw new Rejection(ErrorCode.WRONG_STATE, "No contract keeps this order's money.");
    }
  }

  private Mono<Page<OrderView>> find(Ask ask, OrderId id, long minLogIndex) {
    return queries.one(
        new FindOrders(
            ask.scope(), id.value(), null, null, null, false, Answers.single(), minLogIndex),
        OrderView.class);
  }
}

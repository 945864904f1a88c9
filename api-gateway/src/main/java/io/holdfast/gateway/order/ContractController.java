package io.holdfast.gateway.order;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.FindOrderContract;
import io.holdfast.api.query.FindOrderContract.Side;
import io.holdfast.api.query.OrderContract;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
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

  @GetMapping("/api/orders/{orderId}/contract")
  @Operation(
      summary = "How an order stands in its contract, and what to send there",
      description =
          "For the sides of an order of mode CONTRACT, and staff. As far as the chain was read:"
              + " what is not final can be taken back. Each call is what the caller may send now,"
              + " from a wallet of theirs, as a transaction to the contract; the contract decides"
              + " again. Errors: MALFORMED_ID, NOT_FOUND, WRONG_STATE, WALLET_NOT_LINKED,"
              + " INDEX_NOT_REACHED.")
  Mono<OrderContract> get(Ask ask, @PathVariable String orderId) {
    return find(ask, new OrderId(orderId), ask.waitForIndex())
        .map(page -> query(ask, page.items().getFirst()))
        .flatMap(queries::orderContract);
  }

  private FindOrderContract query(Ask ask, OrderView order) {
    requireHolder(order);
    return new FindOrderContract(
        new OrderId(order.orderId()),
        Money.positive(assets.require(order.asset()), order.price()),
        order.buyerId(),
        order.sellerId(),
        side(order, ask.caller().userId()),
        order.state().equals(OrderState.CREATED.name()));
  }

  private static @Nullable Side side(OrderView order, String userId) {
    if (order.buyerId().equals(userId)) {
      return Side.BUYER;
    }
    return order.sellerId().equals(userId) ? Side.SELLER : null;
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
    boolean byContract = order.payment().equals(PaymentMode.CONTRACT.name());
    if (!byContract || !rails.holdsOrders(assets.require(order.asset()))) {
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

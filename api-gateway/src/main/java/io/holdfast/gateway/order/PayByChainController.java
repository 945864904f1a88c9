package io.holdfast.gateway.order;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.RequestOrderDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.Find.FindDepositRequests;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.deposit.PaymentLinks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders that are paid by a chain: where to pay. */
@RestController
@RequestMapping("/api/orders/{orderId}/pay")
@Tag(name = "Orders")
class PayByChainController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;
  private final PaymentLinks links;

  PayByChainController(Commands commands, Queries queries, Assets assets, PaymentLinks links) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
    this.links = links;
  }

  /** Where an order is paid, and how far it is. Amounts are whole minor units. */
  record WhereToPay(
      String orderId,
      @Schema(example = "bitcoin") String rail,
      @Schema(example = "BTC") String asset,
      @Schema(description = "Its payment link as a QR code is at the deposit request of this id.")
          String requestId,
      String address,
      String expected,
      @Schema(description = "What is final of it.") String received,
      long expiresAtMillis,
      @Schema(description = "Asks for what is missing. On Stellar it names the memo.")
          String paymentLink) {}

  @PostMapping("/{asset}")
  @Operation(
      summary = "Ask where to pay an order by its chain",
      description =
          "By the buyer, of an order of mode CHAIN that waits for its price; asked again it is the"
              + " same. It is funded once the whole price is final. Errors: MALFORMED_ID,"
              + " MALFORMED_REQUEST, UNKNOWN_ASSET, NOT_FOUND, FORBIDDEN, WRONG_STATE,"
              + " RAIL_UNAVAILABLE, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WhereToPay>> pay(
      Ask ask,
      @PathVariable String orderId,
      @PathVariable String asset,
      @RequestBody OrderController.Nothing nothing) {
    OrderId id = new OrderId(orderId);
    UserId buyer = new UserId(ask.caller().userId());
    String code = code(asset);
    return requireBuyer(ask, id)
        .then(commands.send(ask, new RequestOrderDeposit(id, buyer, code)))
        .flatMap(done -> request(ask, id, done.logIndex()))
        .map(ResponseEntity::ok);
  }

  /** In any case of letters. */
  private String code(String asset) {
    return assets.all().stream()
        .map(Asset::code)
        .filter(asset::equalsIgnoreCase)
        .findFirst()
        .orElseGet(() -> assets.require(asset).code());
  }

  /** To who is no side of it, an order is not there. */
  private Mono<OrderView> requireBuyer(Ask ask, OrderId id) {
    FindOrders query =
        new FindOrders(
            ask.scope(), id.value(), null, null, null, false, Answers.single(), ask.waitForIndex());
    return queries
        .one(query, OrderView.class)
        .map(page -> page.items().getFirst())
        .doOnNext(order -> requireBuyer(ask, order));
  }

  private static void requireBuyer(Ask ask, OrderView order) {
    if (!order.buyerId().equals(ask.caller().userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the buyer does that.");
    }
  }

  private Mono<WhereToPay> request(Ask ask, OrderId id, long minLogIndex) {
    FindDepositRequests query =
        new FindDepositRequests(
            ask.scope(), DepositRequestId.of(id).value(), Answers.single(), minLogIndex);
    return queries
        .one(query, DepositRequestView.class)
        .map(page -> whereToPay(id, page.items().getFirst()));
  }

  private WhereToPay whereToPay(OrderId id, DepositRequestView request) {
    if (request.expected() == null) {
      throw new IllegalStateException(request.requestId() + " is for an order without a price");
    }
    return new WhereToPay(
        id.value(),
        request.rail(),
        request.asset(),
        request.requestId(),
        request.address(),
        request.expected(),
        request.received(),
        request.expiresAtMillis(),
        links.of(request));
  }
}

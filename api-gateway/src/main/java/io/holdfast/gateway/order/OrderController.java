package io.holdfast.gateway.order;

import io.holdfast.api.Command;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.escrow.Item;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.OrderProduct;
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.escrow.OrderTimes;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.Quantity;
import io.holdfast.api.identity.Role;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.product.ProductId;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.FindPaymentRecord;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PaymentRecord;
import io.holdfast.api.query.Scope;
import io.holdfast.api.quote.QuoteId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.content.OrderContent;
import io.holdfast.gateway.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders, for the two sides of each and for who decides between them. */
@RestController
@RequestMapping("/api/orders")
@Tag(name = "Orders", description = "Buy with the price kept aside until both sides are satisfied.")
class OrderController {
  private static final Set<Role> MEDIATORS = Set.of(Role.OPERATOR, Role.ADMINISTRATOR);

  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;
  private final Assets assets;
  private final Deliveries deliveries;
  private final QuotedPrices quoted;
  private final OrderContent content;
  private final EscrowSettings settings;

  OrderController(
      Commands commands,
      Queries queries,
      OwnAccounts own,
      Assets assets,
      Deliveries deliveries,
      QuotedPrices quoted,
      OrderContent content,
      EscrowSettings settings) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
    this.assets = assets;
    this.deliveries = deliveries;
    this.quoted = quoted;
    this.content = content;
    this.settings = settings;
  }

  /** Whose orders a list is asked for. */
  private enum As {
    BUYER,
    SELLER,
    MEDIATOR
  }

  /** No content: the path says it all. */
  record Nothing() {}

  @PostMapping
  @Operation(
      summary = "Order something",
      description =
          "The caller buys, and the owner of the seller's account sells; or a product is ordered,"
              + " which says itself of whom and for how much. Nothing is paid yet. With a quoteId"
              + " the price of an item is what was quoted, and the order is in the quote's"
              + " shillings. Errors: PRODUCT_CHANGED, WRONG_STATE (a product that is withdrawn),"
              + " QUOTE_MISMATCH, QUOTE_EXPIRED, QUOTE_USED, UNKNOWN_ASSET, AMOUNT_MALFORMED,"
              + " AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, MALFORMED_REQUEST,"
              + " MALFORMED_ID, NOT_FOUND, FORBIDDEN, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderView>> create(Ask ask, @RequestBody NewOrder request) {
    OrderId id = new OrderId(ask.newId(OrderId.PREFIX));
    request.requireOneOfBoth();
    return (request.isForProduct() ? orderProduct(ask, id, request) : orderItem(ask, id, request))
        .flatMap(command -> commands.send(ask, command))
        .flatMap(done -> find(ask, id, done.logIndex()))
        .map(Answers::created);
  }

  private Mono<Command> orderProduct(Ask ask, OrderId id, NewOrder request) {
    PaymentWish.Unpriced payment = PaymentWish.ofUnpriced(request.payment(), assets);
    Deliveries.requireSensible(request, payment.mode());
    ProductId product = new ProductId(Objects.requireNonNullElse(request.productId(), ""));
    Integer wanted = request.quantity();
    Quantity quantity = wanted == null ? Quantity.ONE : new Quantity(wanted);
    OrderTimes times = request.toTimes(settings);
    String buyer = ask.caller().userId();
    return own.require(ask, request.accountId())
        .zipWith(
            deliveries.seal(buyer, request),
            (account, delivery) ->
                new OrderProduct(
                    id,
                    new Party(new UserId(buyer), account),
                    product,
                    quantity,
                    request.productVersion(),
                    payment.asset(),
                    payment.mode(),
                    times,
                    delivery.address(),
                    delivery.phone()));
  }

  private Mono<Command> orderItem(Ask ask, OrderId id, NewOrder request) {
    Wish wish = wish(request);
    String buyer = ask.caller().userId();
    return own.require(ask, request.accountId())
        .flatMap(
            account ->
                Mono.zip(
                        sellerOf(ask, request),
                        deliveries.seal(buyer, request),
                        quoted.price(ask, wish.quote(), wish.price()))
                    .map(
                        parts ->
                            new CreateOrder(
                                id,
                                new Party(new UserId(buyer), account),
                                parts.getT1(),
                                wish.item(),
                                parts.getT3(),
                                wish.payment().mode(),
                                wish.times(),
                                parts.getT2().address(),
                                parts.getT2().phone())))
        .map(wish::command);
  }

  /**
   * What of a new order can be judged by itself.
   *
   * @param price as the seller names it
   * @param quote by which that is paid in another asset, or null
   */
  private record Wish(
      Item item, PaymentWish payment, Money price, OrderTimes times, @Nullable QuoteId quote) {
    Command command(CreateOrder order) {
      return quote == null ? order : new CreateOrderByQuote(quote, price, order);
    }
  }

  private Wish wish(NewOrder request) {
    PaymentWish payment = PaymentWish.of(request.payment(), request.asset(), assets);
    Deliveries.requireSensible(request, payment.mode());
    return new Wish(
        request.toItem(),
        payment,
        Money.positive(payment.asset(), request.price()),
        request.toTimes(settings),
        request.quoteId() == null ? null : new QuoteId(request.quoteId()));
  }

  /** Whom an account belongs to is told to who orders there, and by the order to nobody else. */
  private Mono<Party> sellerOf(Ask ask, NewOrder request) {
    AccountId account = OwnAccounts.guarded(request.sellerAccountId()).requireNoPot();
    return queries
        .one(
            new FindAccounts(
                Scope.EVERYBODY, account.value(), Answers.single(), ask.waitForIndex()),
            AccountView.class)
        .map(page -> Objects.requireNonNull(page.items().getFirst().ownerId()))
        .map(owner -> new Party(new UserId(owner), account));
  }

  @GetMapping
  @Operation(
      summary = "Orders, newest first",
      description =
          "A customer sees those of which they are the buyer or the seller. Errors: FORBIDDEN (as a"
              + " mediator), CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<OrderView>>> list(
      Ask ask,
      @Schema(allowableValues = {"buyer", "seller", "mediator"}) @RequestParam(required = false)
          @Nullable String as,
      @Schema(implementation = OrderState.class) @RequestParam(required = false)
          @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    As side = as == null ? null : Fields.choice(As.class, as, "As whom");
    if (side == As.MEDIATOR && !ask.caller().seesAll()) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Your role does not allow this.");
    }
    String caller = ask.caller().userId();
    return queries
        .find(
            new FindOrders(
                ask.scope(),
                null,
                side == As.BUYER ? caller : null,
                side == As.SELLER ? caller : null,
                state == null ? null : Fields.choice(OrderState.class, state, "A state").name(),
                side == As.MEDIATOR,
                Answers.page(after, limit),
                ask.waitForIndex()),
            OrderView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{orderId}")
  @Operation(
      summary = "One order",
      description =
          "With the delivery address, for the buyer, and for the seller once it is funded. Errors:"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderShown>> get(Ask ask, @PathVariable String orderId) {
    return find(ask, new OrderId(orderId), ask.waitForIndex())
        .flatMap(
            page ->
                deliveries
                    .address(ask, page.items().getFirst())
                    .map(
                        address ->
                            Answers.at(HttpStatus.OK, page.logIndex())
                                .body(
                                    new OrderShown(
                                        page.items().getFirst(), address.orElse(null)))));
  }

  @GetMapping("/{orderId}/timeline")
  @Operation(
      summary = "What happened to an order",
      description =
          "In order, from the log itself: who did it, and who could see it from then on. Errors:"
              + " MALFORMED_ID, NOT_FOUND.")
  Mono<Timeline> timeline(Ask ask, @PathVariable String orderId) {
    return queries
        .orderHistory(new FindOrderHistory(ask.scope(), new OrderId(orderId).value()))
        .map(Timeline::of);
  }

  @GetMapping("/{orderId}/record")
  @Operation(
      summary = "How far the record of an order's payment in a contract is",
      description =
          "Of a payment by mobile money, where a rail records those. SENT may come after IN_BLOCK:"
              + " a block can lose its place before it is final. Once it is FINAL, the order itself"
              + " says where. Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<PaymentRecord> record(Ask ask, @PathVariable String orderId) {
    OrderId id = new OrderId(orderId);
    return find(ask, id, ask.waitForIndex()).then(queries.paymentRecord(new FindPaymentRecord(id)));
  }

  @PostMapping("/{orderId}/pay/balance")
  @Operation(
      summary = "Pay from the account that the order names",
      description =
          "By the buyer; at once, and in whole. Errors: FORBIDDEN, WRONG_STATE, INSUFFICIENT_FUNDS,"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderView>> pay(
      Ask ask, @PathVariable String orderId, @RequestBody Nothing nothing) {
    OrderId id = new OrderId(orderId);
    UserId caller = new UserId(ask.caller().userId());
    return find(ask, id, ask.waitForIndex())
        .doOnNext(page -> requireSide(page.items().getFirst(), ask.caller()))
        .then(send(ask, id, new PayOrder(id, caller)))
        .map(Answers::row);
  }

  @PutMapping("/{orderId}")
  @Operation(
      summary = "Do something to an order",
      description =
          "By a side of it: ship, confirm, release, cancel, dispute, answer, evidence, appeal; by a"
              + " mediator, who is an operator or an administrator and no side: decide. The same"
              + " again is quiet, so no key is needed. Errors: FORBIDDEN, WRONG_STATE,"
              + " ALREADY_DECIDED, ALREADY_EXISTS_DIFFERENT, TOO_MUCH_EVIDENCE, AMOUNT_MALFORMED,"
              + " AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE, AMOUNT_TOO_LARGE, MALFORMED_REQUEST,"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<OrderView>> act(
      Ask ask, @PathVariable String orderId, @RequestBody OrderAct act) {
    OrderId id = new OrderId(orderId);
    return find(ask, id, ask.waitForIndex())
        .map(page -> command(ask, id, act, page.items().getFirst()))
        .flatMap(command -> requireContent(ask, id, act).then(send(ask, id, command)))
        .map(Answers::row);
  }

  private OrderCommand command(Ask ask, OrderId id, OrderAct act, OrderView order) {
    if (act.isMediators()) {
      requireMediator(order, ask.caller());
    } else {
      requireSide(order, ask.caller());
    }
    return act.toCommand(id, new UserId(ask.caller().userId()), assets.require(order.asset()));
  }

  /** An act shows what its actor uploaded for this order, and nothing else. */
  private Mono<Void> requireContent(Ask ask, OrderId id, OrderAct act) {
    return Mono.justOrEmpty(act.content()).flatMap(cid -> content.require(ask, id, cid));
  }

  /** Which of the two, and when, the ledger says. */
  private static void requireSide(OrderView order, Caller caller) {
    if (!order.isOf(caller.userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only its two sides may do this to an order.");
    }
  }

  /** The ledger holds the law that it is no side; that the role allows it is known here alone. */
  private static void requireMediator(OrderView order, Caller caller) {
    if (order.isOf(caller.userId()) || caller.roles().stream().noneMatch(MEDIATORS::contains)) {
      throw new Rejection(
          ErrorCode.FORBIDDEN, "An operator or administrator who is neither side decides.");
    }
  }

  private Mono<Page<OrderView>> send(Ask ask, OrderId id, Command command) {
    return commands.send(ask, command).flatMap(done -> find(ask, id, done.logIndex()));
  }

  private Mono<Page<OrderView>> find(Ask ask, OrderId id, long minLogIndex) {
    return queries.one(
        new FindOrders(
            ask.scope(), id.value(), null, null, null, false, Answers.single(), minLogIndex),
        OrderView.class);
  }
}

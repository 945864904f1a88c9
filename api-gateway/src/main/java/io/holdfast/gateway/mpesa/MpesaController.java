package io.holdfast.gateway.mpesa;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.mpesa.DecideMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayments;
import io.holdfast.api.mpesa.MobileDecision;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.RequestMobilePayment;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.Scope;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Paying an order by M-Pesa: a phone is asked, and what came of it. */
@RestController
@Tag(name = "M-Pesa", description = "Pay an order on a phone.")
class MpesaController {
  private static final int MOST = 200;

  private final Commands commands;
  private final Queries queries;
  private final Rails rails;

  MpesaController(Commands commands, Queries queries, Rails rails) {
    this.commands = commands;
    this.queries = queries;
    this.rails = rails;
  }

  /** No content: the path says it all. */
  record Nothing() {}

  /** What a person found out about a payment. */
  record Decision(
      @Schema(implementation = MobileDecision.class) @Nullable String decision,
      @Schema(example = "NLJ7RT61SV", description = "M-Pesa's, where it is credited.")
          @Nullable String receipt,
      @Schema(example = "It stands on M-Pesa's statement of 21 November.")
          @Nullable String reason) {}

  @PostMapping("/api/orders/{orderId}/pay/mpesa")
  @Operation(
      summary = "Be asked on the phone for an order's price",
      description =
          "On the phone that the order names. While that may still be answered, the same payment is"
              + " answered with, whatever the key. Follow it by its checkoutRequestId. Errors:"
              + " FORBIDDEN, WRONG_STATE, TOO_MANY_PAYMENTS, UNKNOWN_RAIL, MALFORMED_ID, NOT_FOUND,"
              + " INDEX_NOT_REACHED.")
  Mono<ResponseEntity<MobilePaymentShown>> pay(
      Ask ask, @PathVariable String orderId, @RequestBody Nothing nothing) {
    rails.require(Shillings.RAIL);
    OrderId id = new OrderId(orderId);
    RequestMobilePayment wish =
        new RequestMobilePayment(
            id,
            new MobilePaymentId(ask.newId(MobilePaymentId.PREFIX)),
            new UserId(ask.caller().userId()));
    return order(ask, id)
        .doOnNext(order -> requireBuyer(order, ask))
        .flatMap(order -> commands.send(ask, wish).flatMap(done -> asked(ask, order, wish, done)));
  }

  /** The rail may not have heard of it yet. */
  private Mono<ResponseEntity<MobilePaymentShown>> asked(
      Ask ask, OrderView order, RequestMobilePayment wish, Done done) {
    MobilePaymentId waits =
        done.result() instanceof String id ? new MobilePaymentId(id) : wish.mobilePaymentId();
    return queries
        .mobilePayment(new FindMobilePayment(ask.scope(), waits))
        .map(
            found ->
                found.payment() == null
                    ? MobilePaymentShown.requested(waits, order)
                    : MobilePaymentShown.of(found.payment()))
        .map(shown -> Answers.at(HttpStatus.ACCEPTED, done.logIndex()).body(shown));
  }

  @GetMapping("/api/mpesa/stk-status/{checkoutRequestId}")
  @Operation(
      summary = "What came of asking the phone",
      description =
          "For the order's buyer, and for staff. Just after it was asked for it may not be there"
              + " for a moment. Errors: MALFORMED_ID, UNKNOWN_RAIL, NOT_FOUND.")
  Mono<MobilePaymentShown> status(Ask ask, @PathVariable String checkoutRequestId) {
    return find(ask.scope(), checkoutRequestId);
  }

  @PostMapping("/api/mpesa/stk-status/{checkoutRequestId}/decisions")
  @Operation(
      summary = "Decide about a payment of which M-Pesa contradicts itself",
      description =
          "By staff that is no side of the order, who looked it up with M-Pesa: CREDIT what was"
              + " paid as it was asked for, with M-Pesa's receipt, which is no other payment's;"
              + " REFUSE what was not. What nobody knows the end of (UNRESOLVED), and what failed,"
              + " may be credited too. Errors: FORBIDDEN, WRONG_STATE, ALREADY_EXISTS_DIFFERENT"
              + " (the receipt is another payment's), MALFORMED_REQUEST, MALFORMED_ID,"
              + " UNKNOWN_RAIL, NOT_FOUND.")
  Mono<ResponseEntity<MobilePaymentShown>> decide(
      Ask ask, @PathVariable String checkoutRequestId, @RequestBody Decision request) {
    MobileDecision decision = Fields.choice(MobileDecision.class, request.decision(), "A decision");
    String reason = Fields.reason(request.reason());
    Receipt receipt = request.receipt() == null ? null : new Receipt(request.receipt());
    return find(ask.scope(), checkoutRequestId)
        .flatMap(
            shown ->
                commands
                    .send(
                        ask,
                        new DecideMobilePayment(
                            new OrderId(shown.orderId()),
                            new MobilePaymentId(checkoutRequestId),
                            decision,
                            receipt,
                            new UserId(ask.caller().userId()),
                            reason))
                    .map(
                        done ->
                            Answers.at(HttpStatus.OK, done.logIndex())
                                .body(after(shown, done, request.receipt()))));
  }

  /** The rail hears of the decision a moment later than the one who took it. */
  private static MobilePaymentShown after(
      MobilePaymentShown shown, Done done, @Nullable String receipt) {
    return done.result() instanceof MobilePaymentState state ? shown.at(state, receipt) : shown;
  }

  @GetMapping("/api/mpesa/stk-status")
  @Operation(
      summary = "Everybody's payments on phones, in one state",
      description =
          "The longest waiting first, at most "
              + MOST
              + ": above all those in doubt, about which a person decides. Errors:"
              + " MALFORMED_REQUEST, UNKNOWN_RAIL.")
  Mono<Answers.Rows<MobilePaymentShown>> list(
      @Schema(implementation = MobilePaymentState.class) @RequestParam(defaultValue = "DOUBTED")
          String state) {
    rails.require(Shillings.RAIL);
    return queries
        .mobilePayments(
            new FindMobilePayments(Fields.choice(MobilePaymentState.class, state, "A state"), MOST))
        .map(found -> found.payments().stream().map(MobilePaymentShown::of).toList())
        .map(items -> new Answers.Rows<>(items, null));
  }

  private Mono<MobilePaymentShown> find(Scope scope, String checkoutRequestId) {
    rails.require(Shillings.RAIL);
    return queries
        .mobilePayment(new FindMobilePayment(scope, new MobilePaymentId(checkoutRequestId)))
        .map(
            found -> {
              if (found.payment() == null) {
                throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
              }
              return MobilePaymentShown.of(found.payment());
            });
  }

  private Mono<OrderView> order(Ask ask, OrderId id) {
    return queries
        .one(
            new FindOrders(
                ask.scope(),
                id.value(),
                null,
                null,
                null,
                false,
                Answers.single(),
                ask.waitForIndex()),
            OrderView.class)
        .map(page -> page.items().getFirst());
  }

  /** The ledger holds the same law, and this tells it sooner. */
  private static void requireBuyer(OrderView order, Ask ask) {
    if (!order.buyerId().equals(ask.caller().userId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only the buyer does that.");
    }
  }
}

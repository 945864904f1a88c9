package io.holdfast.gateway.order;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderState;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.mpesa.KenyanPhone;
import io.holdfast.api.query.FindOrderHistory;
import io.holdfast.api.query.OrderHistory;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.personal.PersonalData;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Where an order goes to, and whom a mobile payment is asked of: sealed under the buyer's key
 * before they become a command, opened for the buyer, and for the seller while they have to send
 * it. After the buyer is forgotten, for nobody.
 */
@Component
class Deliveries {
  private static final Pattern ADDRESS =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} \\r\\n]{1,1000}");

  private final PersonalData personal;
  private final Queries queries;
  private final Scheduler workers;

  Deliveries(PersonalData personal, Queries queries, Scheduler doorScheduler) {
    this.personal = personal;
    this.queries = queries;
    this.workers = doorScheduler;
  }

  /** What is sealed of an order. */
  record SealedDelivery(@Nullable Sealed address, @Nullable Sealed phone) {}

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  static void requireSensible(NewOrder order, PaymentMode mode) {
    String address = order.deliveryAddress();
    if (address != null && (address.isBlank() || !ADDRESS.matcher(address).matches())) {
      throw malformed("A delivery address has 1 to 1000 printable characters.");
    }
    String phone = order.phone();
    if (mode == PaymentMode.MPESA ? phone == null : phone != null) {
      throw malformed("Who pays by M-Pesa names a phone, and nobody else.");
    }
    if (phone != null) {
      KenyanPhone.of(phone);
    }
  }

  Mono<SealedDelivery> seal(String buyer, NewOrder order) {
    return Mono.fromCallable(
            () ->
                new SealedDelivery(
                    closed(buyer, order.deliveryAddress()),
                    closed(
                        buyer,
                        order.phone() == null ? null : KenyanPhone.of(order.phone()).e164())))
        .subscribeOn(workers);
  }

  private @Nullable Sealed closed(String buyer, @Nullable String text) {
    return text == null ? null : personal.seal(new UserId(buyer), text.strip());
  }

  /** The address, as far as there is one, the caller may see it, and the buyer is not forgotten. */
  Mono<Optional<String>> address(Ask ask, OrderView order) {
    if (!order.hasDeliveryAddress() || !maySee(ask.caller().userId(), order)) {
      return Mono.just(Optional.empty());
    }
    return queries
        .orderHistory(new FindOrderHistory(ask.scope(), order.orderId()))
        .flatMap(history -> Mono.fromCallable(() -> opened(history)).subscribeOn(workers));
  }

  private Optional<String> opened(OrderHistory history) {
    return history
        .created()
        .flatMap(
            order ->
                Optional.ofNullable(order.deliveryAddress())
                    .flatMap(text -> opened(order, new Sealed(text))));
  }

  private Optional<String> opened(OrderCreated order, Sealed address) {
    return personal.open(new UserId(order.buyerId()), address);
  }

  private static boolean maySee(String userId, OrderView order) {
    return order.buyerId().equals(userId)
        || (order.sellerId().equals(userId) && isSentThere(OrderState.valueOf(order.state())));
  }

  /** From the moment it is paid; and no longer where nothing was, or is, to be sent. */
  private static boolean isSentThere(OrderState state) {
    return switch (state) {
      case FUNDED, SHIPPED, DELIVERED, DISPUTED, RELEASED, RESOLVED -> true;
      case CREATED, CANCELLED, EXPIRED -> false;
    };
  }

  private static Rejection malformed(String reason) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, reason);
  }
}

package io.holdfast.command.deposit;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestEvent;
import io.holdfast.api.deposit.DepositRequestExpired;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.deposit.PaymentUncounted;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.deposit.RequestOutcome;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderCreated;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.money.Money;
import io.holdfast.command.deposit.DepositRequest.Requested;
import io.holdfast.command.deposit.DepositRequest.Unrequested;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a deposit request. Pure. The outcome is judged by what is credited:
 *
 * <table>
 *   <caption>Outcome after a payment was counted or taken back</caption>
 *   <tr><th>received</th><th>time left</th><th>time ran out</th></tr>
 *   <tr><td>nothing</td><td>OPEN</td><td>EXPIRED</td></tr>
 *   <tr><td>less than agreed</td><td>PARTIAL</td><td>EXPIRED</td></tr>
 *   <tr><td>what was agreed</td><td>PAID</td><td>PAID when it was seen in time, else LATE</td></tr>
 *   <tr><td>more than agreed</td><td>EXCESS</td><td>EXCESS when it was met in time, else LATE</td></tr>
 *   <tr><td>anything, nothing agreed</td><td>OPEN</td><td>OPEN when seen in time, else LATE</td></tr>
 * </table>
 *
 * <p>A payment is in time when it was <em>seen</em> in time, however long its confirmations take;
 * one for an order when it is final before the order is over. Any part that was seen late makes the
 * outcome LATE, unless the request was met before. The money is credited whatever the outcome: it
 * is the customer's.
 */
public final class DepositRequestDecider {
  /** A request may stay open at most this long. */
  public static final Duration MAX_VALIDITY = Duration.ofDays(90);

  private DepositRequestDecider() {}

  /**
   * Asked again with the same account, asset and amount it is a quiet success; the time left counts
   * from the first asking.
   *
   * @param address asked for only where the request is new: the rail makes one then
   * @throws Rejection ALREADY_EXISTS_DIFFERENT or MALFORMED_REQUEST
   */
  public static List<DepositRequestEvent> request(
      RequestDeposit command,
      String rail,
      Supplier<String> address,
      DepositRequest state,
      Instant now) {
    return switch (state) {
      case Requested known -> {
        requireSame(command, known);
        yield List.of();
      }
      case Unrequested _ -> {
        requireSensible(command);
        Money expected = command.expected();
        yield List.of(
            new DepositRequested(
                command.targetId(),
                command.accountId().value(),
                rail,
                command.asset(),
                address.get(),
                expected == null ? null : expected.digits(),
                now.plus(command.validFor()).toEpochMilli()));
      }
    };
  }

  /**
   * For an order that waits for its price; quiet where it has an address already.
   *
   * @param address asked for only where the request is new
   */
  static List<DepositRequestEvent> requestForOrder(
      OrderCreated order, String rail, Supplier<String> address, DepositRequest state) {
    return switch (state) {
      case Requested _ -> List.of();
      case Unrequested _ ->
          List.of(
              new DepositRequested(
                  DepositRequestId.of(new OrderId(order.orderId())).value(),
                  order.buyerAccountId(),
                  rail,
                  order.asset(),
                  address.get(),
                  order.price(),
                  order.dueAtMillis()));
    };
  }

  /** Quiet when there is time left, when the request is met, and when it has expired already. */
  public static List<DepositRequestEvent> expire(DepositRequest state, Instant now) {
    Requested request = state.requireRequested();
    if (request.expired() || request.isMet() || now.toEpochMilli() < request.expiresAtMillis()) {
      return List.of();
    }
    return List.of(new DepositRequestExpired(request.requestId(), request.received().toString()));
  }

  /** A payment was credited, that was seen at this moment. */
  public static List<DepositRequestEvent> count(
      DepositId depositId, BigInteger amount, long seenAtMillis, Requested request) {
    return count(depositId, amount, seenAtMillis >= request.expiresAtMillis(), request);
  }

  /**
   * A payment counts.
   *
   * @param late whether it came too late; for an order that is what the order says
   */
  static List<DepositRequestEvent> count(
      DepositId depositId, BigInteger amount, boolean late, Requested request) {
    BigInteger received = request.received().add(amount);
    return List.of(
        new PaymentCounted(
            request.requestId(),
            depositId.value(),
            amount.toString(),
            received.toString(),
            outcomeWith(received, late, request).name()));
  }

  /** A payment's credit was taken back. */
  public static List<DepositRequestEvent> uncount(
      DepositId depositId, BigInteger amount, Requested request) {
    BigInteger received = request.received().subtract(amount);
    return List.of(
        new PaymentUncounted(
            request.requestId(),
            depositId.value(),
            amount.toString(),
            received.toString(),
            outcomeWithout(received, request).name()));
  }

  public static DepositRequest evolve(DepositRequest state, DepositRequestEvent event) {
    return switch (event) {
      case DepositRequested requested -> requested(requested);
      case PaymentCounted counted ->
          received(state.requireRequested(), counted.receivedAfter(), counted.outcome());
      case PaymentUncounted uncounted ->
          received(state.requireRequested(), uncounted.receivedAfter(), uncounted.outcome());
      case DepositRequestExpired _ -> {
        Requested request = state.requireRequested();
        yield request.with(request.received(), true, RequestOutcome.EXPIRED);
      }
    };
  }

  private static Requested requested(DepositRequested event) {
    String expected = event.expected();
    return new Requested(
        event.requestId(),
        event.accountId(),
        event.rail(),
        event.asset(),
        event.address(),
        expected == null ? null : new BigInteger(expected),
        event.expiresAtMillis(),
        BigInteger.ZERO,
        false,
        RequestOutcome.OPEN);
  }

  private static Requested received(Requested request, String received, String outcome) {
    return request.with(
        new BigInteger(received), request.expired(), RequestOutcome.valueOf(outcome));
  }

  private static RequestOutcome outcomeWith(BigInteger received, boolean late, Requested before) {
    boolean lateBefore = before.outcome() == RequestOutcome.LATE;
    boolean metBefore = before.expected() != null && before.isMet() && !lateBefore;
    if (metBefore) {
      return RequestOutcome.EXCESS;
    }
    return late || lateBefore
        ? RequestOutcome.LATE
        : byAmount(received, before.expected(), before.expired());
  }

  private static RequestOutcome outcomeWithout(BigInteger received, Requested before) {
    return before.outcome() == RequestOutcome.LATE && received.signum() > 0
        ? RequestOutcome.LATE
        : byAmount(received, before.expected(), before.expired());
  }

  private static RequestOutcome byAmount(
      BigInteger received, @Nullable BigInteger expected, boolean expired) {
    if (received.signum() == 0) {
      return expired ? RequestOutcome.EXPIRED : RequestOutcome.OPEN;
    }
    if (expected == null) {
      return RequestOutcome.OPEN;
    }
    int compared = received.compareTo(expected);
    if (compared < 0) {
      return expired ? RequestOutcome.EXPIRED : RequestOutcome.PARTIAL;
    }
    return compared == 0 ? RequestOutcome.PAID : RequestOutcome.EXCESS;
  }

  private static void requireSame(RequestDeposit command, Requested known) {
    Money expected = command.expected();
    if (!known.accountId().equals(command.accountId().value())
        || !known.asset().equals(command.asset())
        || !Objects.equals(known.expected(), expected == null ? null : expected.minor())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          "A deposit request with this id has another content.");
    }
  }

  private static void requireSensible(RequestDeposit command) {
    command.accountId().requireNoPot();
    if (command.requestId().orderId().isPresent()) {
      throw new Rejection(ErrorCode.MALFORMED_ID, "This id is kept for an order's request.");
    }
    Duration validFor = command.validFor();
    if (validFor.isNegative() || validFor.isZero() || validFor.compareTo(MAX_VALIDITY) > 0) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A deposit request is valid for 1 second to " + MAX_VALIDITY.toDays() + " days.");
    }
    Money expected = command.expected();
    if (expected != null && !expected.asset().code().equals(command.asset())) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "The amount expected is of another asset than the request.");
    }
    if (expected != null && expected.signum() <= 0) {
      throw new Rejection(
          ErrorCode.AMOUNT_NOT_POSITIVE, "The amount expected must be greater than zero.");
    }
  }
}

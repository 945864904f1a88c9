package io.holdfast.command.quote;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.CreateOrderByQuote;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.money.Money;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.quote.MakeQuote;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.quote.QuoteUsed;
import io.holdfast.api.quote.Rounding;
import io.holdfast.command.quote.Quote.Made;
import io.holdfast.command.quote.Quote.Unmade;
import java.time.Instant;
import java.util.List;

/**
 * The rules of quotes. Pure.
 *
 * <p>A quote is made once, for one person, and is used by one order of that person, before it
 * expires. The order has to be for what was quoted, to the minor unit on both sides.
 */
public final class QuoteDecider {
  private QuoteDecider() {}

  /**
   * @throws Rejection ALREADY_EXISTS_DIFFERENT, UNKNOWN_PAIR, AMOUNT_NOT_POSITIVE or
   *     AMOUNT_TOO_LARGE
   */
  static List<QuoteEvent> make(MakeQuote command, Quote state, Instant now) {
    return switch (state) {
      case Made known -> {
        requireSame(command, known.told());
        yield List.of();
      }
      case Unmade _ -> List.of(made(command, now.toEpochMilli()));
    };
  }

  private static QuoteMade made(MakeQuote command, long nowMillis) {
    if (command.from().signum() <= 0) {
      throw new Rejection(ErrorCode.AMOUNT_NOT_POSITIVE, "An amount must be greater than zero.");
    }
    if (!Shillings.isOf(command.to()) || Shillings.isOf(command.from().asset())) {
      throw new Rejection(
          ErrorCode.UNKNOWN_PAIR, "Other assets are quoted in " + Shillings.CODE + " only.");
    }
    Rounding rounding = Rounding.UP_TO_WHOLE_UNIT;
    Money worth = command.rate().convert(command.from(), command.to(), rounding);
    Shillings.of(worth);
    return new QuoteMade(
        command.targetId(),
        command.by().value(),
        command.from().asset().code(),
        command.from().digits(),
        worth.asset().code(),
        worth.digits(),
        command.rate().digits(),
        rounding.name(),
        command.rate().source(),
        command.rate().atMillis(),
        nowMillis,
        nowMillis + command.lifetime().toMillis());
  }

  /** Which rate it was then, and until when it holds, is not asked for again. */
  private static void requireSame(MakeQuote command, QuoteMade told) {
    if (!told.ownerId().equals(command.by().value())
        || !isOf(command.from(), told.fromAsset(), told.fromAmount())
        || !told.toAsset().equals(command.to().code())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "A quote with this id is for something else.");
    }
  }

  /**
   * An order that is new is made by it.
   *
   * @throws Rejection NOT_FOUND, FORBIDDEN, QUOTE_USED, QUOTE_EXPIRED or QUOTE_MISMATCH
   */
  public static List<QuoteEvent> use(CreateOrderByQuote command, Quote state, Instant now) {
    Made quote = state.requireMade();
    requireOwn(command.order(), quote);
    if (quote.orderId() != null) {
      throw new Rejection(ErrorCode.QUOTE_USED, "Another order was made by this quote.");
    }
    if (now.toEpochMilli() >= quote.told().expiresAtMillis()) {
      throw new Rejection(ErrorCode.QUOTE_EXPIRED, "This quote no longer holds: ask for another.");
    }
    requireMatch(command, quote.told());
    return List.of(new QuoteUsed(quote.told().quoteId(), command.targetId()));
  }

  /**
   * An order that is there was made by it.
   *
   * @throws Rejection NOT_FOUND, FORBIDDEN or ALREADY_EXISTS_DIFFERENT
   */
  public static void requireUsed(CreateOrderByQuote command, Quote state) {
    Made quote = state.requireMade();
    requireOwn(command.order(), quote);
    if (!command.targetId().equals(quote.orderId())) {
      throw new Rejection(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, "An order with this id has other terms.");
    }
  }

  private static void requireOwn(CreateOrder order, Made quote) {
    if (!quote.told().ownerId().equals(order.buyer().userId().value())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Each buyer orders by a quote of their own.");
    }
  }

  private static void requireMatch(CreateOrderByQuote command, QuoteMade told) {
    if (command.order().mode() != PaymentMode.MPESA) {
      throw new Rejection(
          ErrorCode.QUOTE_MISMATCH, "What is quoted in shillings is paid by M-Pesa.");
    }
    if (!isOf(command.named(), told.fromAsset(), told.fromAmount())
        || !isOf(command.order().price(), told.toAsset(), told.toAmount())) {
      throw new Rejection(ErrorCode.QUOTE_MISMATCH, "The price is not the one that was quoted.");
    }
  }

  private static boolean isOf(Money money, String asset, String amount) {
    return money.asset().code().equals(asset) && money.digits().equals(amount);
  }
}

package io.holdfast.api.quote;

import io.holdfast.api.Command;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.user.UserId;
import java.time.Duration;

/**
 * Keeps what an amount is in shillings at a rate. Asked again by the same person for the same, it
 * is a quiet success, and the first rate stands.
 */
public record MakeQuote(
    QuoteId quoteId, UserId by, Money from, Asset to, Rate rate, Duration lifetime)
    implements Command {
  @Override
  public String targetId() {
    return quoteId.value();
  }
}

package io.holdfast.gateway.order;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.Scope;
import io.holdfast.api.quote.FindQuote;
import io.holdfast.api.quote.QuoteFound;
import io.holdfast.api.quote.QuoteId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What is to be paid where the price is named in another asset. Whether it holds, the ledger says.
 */
@Component
class QuotedPrices {
  private final Queries queries;
  private final Assets assets;

  QuotedPrices(Queries queries, Assets assets) {
    this.queries = queries;
    this.assets = assets;
  }

  /**
   * Ends with NOT_FOUND where the caller has no such quote.
   *
   * @param named the price itself where there is no quote
   */
  Mono<Money> price(Ask ask, @Nullable QuoteId quote, Money named) {
    if (quote == null) {
      return Mono.just(named);
    }
    return queries
        .quote(new FindQuote(Scope.ownedBy(ask.caller().userId()), quote))
        .map(this::price);
  }

  private Money price(QuoteFound found) {
    if (found.made() == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "You have no such quote.");
    }
    return new Money(
        assets.require(found.made().toAsset()), new BigInteger(found.made().toAmount()));
  }
}

package io.holdfast.gateway.quote;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.Scope;
import io.holdfast.api.quote.FindQuote;
import io.holdfast.api.quote.MakeQuote;
import io.holdfast.api.quote.QuoteId;
import io.holdfast.api.quote.Rate;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What an amount is in another asset, to order by it. */
@RestController
@RequestMapping("/api/quotes")
@Tag(name = "Quotes", description = "Price in one asset, pay in another.")
class QuoteController {
  private final Commands commands;
  private final Queries queries;
  private final Assets assets;
  private final RateSource rates;
  private final QuoteSettings settings;
  private final Scheduler workers;

  QuoteController(
      Commands commands,
      Queries queries,
      Assets assets,
      RateSource rates,
      QuoteSettings settings,
      Scheduler doorScheduler) {
    this.commands = commands;
    this.queries = queries;
    this.assets = assets;
    this.rates = rates;
    this.settings = settings;
    this.workers = doorScheduler;
  }

  /** What is to be quoted. */
  record NewQuote(@Nullable Amount from, @Schema(example = "KES") @Nullable String to) {}

  /** An amount, as the seller names it. */
  record Amount(
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "15000", description = "Whole minor units.") @Nullable String amount) {}

  @PostMapping
  @Operation(
      summary = "Ask what an amount is in shillings",
      description =
          "Rounded up to whole shillings, as M-Pesa moves them. One order may be made by it until"
              + " it expires: name it as quoteId. Errors: UNKNOWN_ASSET, UNKNOWN_PAIR,"
              + " RATE_UNAVAILABLE, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE,"
              + " AMOUNT_TOO_LARGE, MALFORMED_REQUEST.")
  Mono<ResponseEntity<QuoteShown>> create(Ask ask, @RequestBody NewQuote request) {
    if (request.from() == null) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Say what is to be quoted: from.");
    }
    QuoteId id = new QuoteId(ask.newId(QuoteId.PREFIX));
    Money from = Money.positive(assets.require(request.from().asset()), request.from().amount());
    Asset to = assets.require(request.to());
    return Mono.fromCallable(() -> rates.require(from.asset(), to))
        .subscribeOn(workers)
        .map(rate -> wish(ask, id, from, to, rate))
        .flatMap(wish -> commands.send(ask, wish))
        .flatMap(done -> find(ask.scope(), id))
        .map(quote -> Answers.at(HttpStatus.CREATED, 0).body(quote));
  }

  private MakeQuote wish(Ask ask, QuoteId id, Money from, Asset to, Rate rate) {
    return new MakeQuote(
        id, new UserId(ask.caller().userId()), from, to, rate, settings.lifetime());
  }

  @GetMapping("/{quoteId}")
  @Operation(
      summary = "One quote",
      description = "For who asked for it, and for staff. Errors: MALFORMED_ID, NOT_FOUND.")
  Mono<QuoteShown> get(Ask ask, @PathVariable String quoteId) {
    return find(ask.scope(), new QuoteId(quoteId));
  }

  private Mono<QuoteShown> find(Scope scope, QuoteId id) {
    return queries
        .quote(new FindQuote(scope, id))
        .map(
            found -> {
              if (found.made() == null) {
                throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing with this id.");
              }
              return QuoteShown.of(found.made(), found.orderId());
            });
  }
}

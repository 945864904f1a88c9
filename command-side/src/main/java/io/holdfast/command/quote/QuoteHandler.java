package io.holdfast.command.quote;

import io.holdfast.api.quote.MakeQuote;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.command.Aggregates;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;

/** Carries out what is asked of quotes. That one is used is a part of making its order. */
public final class QuoteHandler {
  private final Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes;
  private final Clock clock;

  public QuoteHandler(Aggregates<QuoteAggregate, Quote, QuoteEvent> quotes, Clock clock) {
    this.quotes = quotes;
    this.clock = clock;
  }

  @CommandHandler
  void handle(MakeQuote command) {
    quotes.decide(command.targetId(), state -> QuoteDecider.make(command, state, clock.instant()));
  }
}

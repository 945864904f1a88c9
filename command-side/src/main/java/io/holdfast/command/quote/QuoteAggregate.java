package io.holdfast.command.quote;

import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.command.Shell;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateRoot;

/** Axon's shell of a quote; the rules are in {@link QuoteDecider}. */
@AggregateRoot(type = "Quote")
public class QuoteAggregate extends Shell<Quote, QuoteEvent> {
  protected QuoteAggregate() {
    super(Quote.UNMADE);
  }

  public QuoteAggregate(String id) {
    super(id, Quote.UNMADE);
  }

  @EventSourcingHandler
  void on(QuoteEvent event) {
    become(event.streamId(), Quote.evolve(state(), event));
  }
}

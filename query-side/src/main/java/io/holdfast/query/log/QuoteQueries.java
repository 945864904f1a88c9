package io.holdfast.query.log;

import io.holdfast.api.quote.FindQuote;
import io.holdfast.api.quote.QuoteFound;
import io.holdfast.api.quote.QuoteMade;
import io.holdfast.api.quote.QuoteUsed;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryHandler;

/**
 * Tells a quote as the log has it: it lives for minutes, is asked for by its id alone, and has two
 * events at most, so no view is kept of it. Blocks: asked on a worker.
 */
public final class QuoteQueries {
  private final EventStore log;

  public QuoteQueries(EventStore log) {
    this.log = log;
  }

  @QueryHandler
  public QuoteFound find(FindQuote query) {
    List<?> events =
        log.readEvents(query.quoteId().value())
            .asStream()
            .map(DomainEventMessage::getPayload)
            .toList();
    QuoteFound found = QuoteFound.NOTHING;
    for (Object event : events) {
      found =
          switch (event) {
            case QuoteMade made -> new QuoteFound(made, null);
            case QuoteUsed used -> new QuoteFound(found.made(), used.orderId());
            default -> found;
          };
    }
    String owner = query.scope().ownerId();
    return found.made() == null || owner == null || owner.equals(found.made().ownerId())
        ? found
        : QuoteFound.NOTHING;
  }
}

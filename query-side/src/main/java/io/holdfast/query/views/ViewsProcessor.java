package io.holdfast.query.views;

import io.holdfast.query.QuerySettings;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * How Axon runs the projection: in one segment and without dead letters, for the views are one
 * state of the whole log, in its order.
 */
public final class ViewsProcessor implements ConfigurerModule {
  private final QuerySettings settings;

  public ViewsProcessor(QuerySettings settings) {
    this.settings = settings;
  }

  @Override
  public void configureModule(Configurer configurer) {
    configurer
        .eventProcessing()
        .registerPooledStreamingEventProcessor(
            ViewsProjection.GROUP,
            Configuration::eventStore,
            (_, processor) ->
                processor
                    .initialSegmentCount(1)
                    .batchSize(settings.batchSize())
                    .initialToken(StreamableMessageSource::createTailToken))
        .registerListenerInvocationErrorHandler(
            ViewsProjection.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}

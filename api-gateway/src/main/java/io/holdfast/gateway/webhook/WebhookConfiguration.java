package io.holdfast.gateway.webhook;

import io.holdfast.gateway.personal.PersonalData;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;
import reactor.core.scheduler.Scheduler;

/** Wires what makes deliveries of events, and what delivers them. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {
  @Bean
  WebhookStore webhookStore(DataSource source) {
    return new WebhookStore(source);
  }

  @Bean
  DeliveryStore deliveryStore(DataSource source) {
    return new DeliveryStore(source);
  }

  @Bean
  Webhooks webhooks(
      WebhookStore webhooks,
      DeliveryStore deliveries,
      PersonalData personal,
      WebhookSettings settings,
      Clock clock,
      IdGenerator ids) {
    return new Webhooks(
        webhooks, deliveries, personal, settings.perPerson(), clock, ids, new SecureRandom());
  }

  @Bean
  DeliveryLoop deliveryLoop(
      WebhookStore webhooks,
      DeliveryStore deliveries,
      PersonalData personal,
      WebhookSettings settings,
      Clock clock,
      Scheduler doorScheduler) {
    Sender sender = new Sender(new Destinations(settings.allowedNetworks()), settings.timeout());
    Deliverer deliverer =
        new Deliverer(
            deliveries, webhooks, personal, sender, settings.timeout(), clock, doorScheduler);
    return new DeliveryLoop(deliverer, deliveries, settings.keepFor(), clock, doorScheduler);
  }

  @Bean
  OrderNews orderNews(DeliveryStore deliveries, WebhookStore webhooks, Clock clock) {
    return new OrderNews(deliveries, webhooks, clock);
  }

  /** In the log's order and from its start; an event that fails is tried again before any other. */
  @Bean
  ConfigurerModule webhooksProcessor() {
    return configurer ->
        configurer
            .eventProcessing()
            .registerPooledStreamingEventProcessor(
                OrderNews.GROUP,
                org.axonframework.config.Configuration::eventStore,
                (_, processor) ->
                    processor
                        .initialSegmentCount(1)
                        .initialToken(StreamableMessageSource::createTailToken))
            .registerListenerInvocationErrorHandler(
                OrderNews.GROUP, _ -> PropagatingErrorHandler.instance());
  }
}

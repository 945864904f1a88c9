package io.holdfast.gateway;

import io.holdfast.gateway.bus.AskResolver;
import io.holdfast.gateway.identity.VisitorResolver;
import io.holdfast.gateway.security.ClientAddresses;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.WebsocketServerSpec;
import tools.jackson.databind.json.JsonMapper;

/** WebFlux as this door wants it: strict JSON, small bodies, blocking work on virtual threads. */
@Configuration(proxyBeanMethods = false)
class GatewayWebConfiguration {
  private static final int MAX_BODY_BYTES = 64 * 1024;

  @Bean
  IdGenerator requestIds() {
    return new AlternativeJdkIdGenerator();
  }

  @Bean(destroyMethod = "close")
  ExecutorService doorThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("door-", 0).factory());
  }

  /**
   * Where whatever may block runs: commands, queries, the idempotency table. Trampolined, for a
   * stream asks for one thing after the other.
   */
  @Bean(destroyMethod = "dispose")
  Scheduler doorScheduler(ExecutorService doorThreads) {
    return Schedulers.fromExecutor(doorThreads, true);
  }

  /**
   * The server's own threads, gone with it. The shared ones of Reactor Netty would be taken away
   * from everybody else in the process as soon as one server stops.
   */
  @Bean
  ReactorResourceFactory serverResources() {
    ReactorResourceFactory resources = new ReactorResourceFactory();
    resources.setUseGlobalResources(false);
    resources.setShutdownQuietPeriod(Duration.ZERO);
    return resources;
  }

  @Bean
  WebFluxConfigurer doorWebFlux(IdGenerator requestIds, ClientAddresses addresses) {
    JsonMapper json = DoorJson.mapper();
    return new WebFluxConfigurer() {
      @Override
      public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().maxInMemorySize(MAX_BODY_BYTES);
        codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(json));
        codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(json));
        // Brought by RSocket, and as lenient as JSON is strict here: without it CBOR is not
        // understood.
        codecs.defaultCodecs().jacksonCborDecoder(new JacksonJsonDecoder(json));
        codecs.defaultCodecs().jacksonCborEncoder(new JacksonJsonEncoder(json));
      }

      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(new AskResolver(requestIds));
        resolvers.addCustomResolver(new VisitorResolver(addresses, requestIds));
      }

      @Override
      public WebSocketService getWebSocketService() {
        return new HandshakeWebSocketService(
            new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(MAX_BODY_BYTES)));
      }
    };
  }
}

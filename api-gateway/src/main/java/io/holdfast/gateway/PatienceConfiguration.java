package io.holdfast.gateway;

import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How long a web client may take over a request, and do nothing between two. Without this, one that
 * never finishes what it began holds its connection for ever. Open WebSockets are not concerned.
 */
@Configuration(proxyBeanMethods = false)
class PatienceConfiguration {
  private static final Duration BETWEEN_READS = Duration.ofSeconds(5);
  private static final Duration WHOLE_REQUEST = Duration.ofSeconds(20);
  private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(60);

  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> patience() {
    return factory ->
        factory.addServerCustomizers(
            server ->
                server
                    .readTimeout(BETWEEN_READS)
                    .requestTimeout(WHOLE_REQUEST)
                    .idleTimeout(BETWEEN_REQUESTS));
  }
}

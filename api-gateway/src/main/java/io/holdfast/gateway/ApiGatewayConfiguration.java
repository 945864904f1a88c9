package io.holdfast.gateway;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/**
 * The doors: REST, RSocket, WebSocket, security and the console. Whoever imports this gives a
 * {@code CommandBus}, a {@code QueryGateway}, a {@code DataSource} on which {@code db/door} is
 * migrated, {@code Assets} and a {@code Clock}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@ConfigurationPropertiesScan
@PropertySource("classpath:io/holdfast/gateway/defaults.properties")
public class ApiGatewayConfiguration {}

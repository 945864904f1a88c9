package io.holdfast.gateway;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.PropertySource;

/**
 * The doors: REST, RSocket, WebSocket, security and the console. Whoever imports this gives a
 * {@code CommandBus}, a {@code QueryGateway}, a {@code DataSource} on which {@code db/door} is
 * migrated, {@code Assets} and a {@code Clock}. Its parts are named by their full class names, so
 * that they meet no part of another side that is called alike.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
@PropertySource("classpath:io/holdfast/gateway/defaults.properties")
public class ApiGatewayConfiguration {}

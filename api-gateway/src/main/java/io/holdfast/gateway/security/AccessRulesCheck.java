package io.holdfast.gateway.security;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Stops the start where an endpoint of ours has no row in {@link AccessRules}. */
@Component
class AccessRulesCheck implements SmartInitializingSingleton {
  private static final String OURS = "io.holdfast.";

  private final RequestMappingHandlerMapping endpoints;

  AccessRulesCheck(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Set<String> ruled =
        AccessRules.ALL.stream()
            .map(rule -> rule.method() + " " + rule.pattern())
            .collect(Collectors.toSet());
    endpoints.getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().getBeanType().getName().startsWith(OURS))
        .flatMap(entry -> namesOf(entry.getKey()))
        .filter(name -> !ruled.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalStateException(name + " has no row in AccessRules");
            });
  }

  private static Stream<String> namesOf(RequestMappingInfo mapping) {
    return mapping.getPatternsCondition().getPatterns().stream()
        .flatMap(
            pattern -> methodsOf(mapping).map(method -> method + " " + pattern.getPatternString()));
  }

  /** One that names no method answers every one, and no row is of such. */
  private static Stream<String> methodsOf(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    return methods.isEmpty() ? Stream.of("ANY") : methods.stream().map(RequestMethod::name);
  }
}

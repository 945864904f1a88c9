package io.holdfast.gateway.security;

import io.holdfast.api.identity.Role;
import io.holdfast.gateway.error.ProblemWriter;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who gets through the web door. Nothing is kept between requests: only a bearer token counts, so
 * no cookie can be abused and no CSRF token is needed. The one cookie there is, a page's refresh
 * token, gives a bearer token and opens nothing by itself; it is checked where it counts.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  private static final String ROLE_PREFIX = "ROLE_";
  private static final ServerBearerTokenAuthenticationConverter BEARER =
      new ServerBearerTokenAuthenticationConverter();

  @Bean
  MonitoringGate monitoringGate(SecuritySettings settings, Environment environment) {
    return MonitoringGate.of(
        settings, environment.getProperty("server.address", InetAddress.class), new SecureRandom());
  }

  /** A token of people's sign-in counts for nothing here: it would not outlast the hour. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityWebFilterChain monitoringChain(
      ServerHttpSecurity http, MonitoringGate gate, ProblemWriter problems) {
    return plain(http)
        .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/metrics", "/health/detailed"))
        .authorizeExchange(
            exchanges ->
                exchanges
                    .anyExchange()
                    .access((_, context) -> Mono.just(decision(gate, context.getExchange()))))
        .exceptionHandling(failure -> failure.authenticationEntryPoint(problems::write))
        .build();
  }

  private static AuthorizationDecision decision(MonitoringGate gate, ServerWebExchange exchange) {
    return new AuthorizationDecision(
        gate.admits(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION)));
  }

  @Bean
  SecurityWebFilterChain securityChain(
      ServerHttpSecurity http,
      ReactiveJwtDecoder accessTokens,
      ProblemWriter problems,
      Origins origins) {
    return plain(http)
        .addFilterAt(new CorsFilter(origins, problems), SecurityWebFiltersOrder.CORS)
        .authorizeExchange(SecurityConfiguration::rules)
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenConverter(SecurityConfiguration::onlyBearer)
                    .authenticationEntryPoint(problems::write)
                    .accessDeniedHandler(problems::write)
                    .jwt(
                        jwt ->
                            jwt.jwtDecoder(accessTokens)
                                .jwtAuthenticationConverter(SecurityConfiguration::authentication)))
        .exceptionHandling(
            failure ->
                failure
                    .authenticationEntryPoint(problems::write)
                    .accessDeniedHandler(problems::write))
        .build();
  }

  /** Without anything that would keep a session or ask in a form. */
  private static ServerHttpSecurity plain(ServerHttpSecurity http) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .headers(ServerHttpSecurity.HeaderSpec::disable); // see SecurityHeaders
  }

  /** The table, then: whatever else lies under /api is for the signed-in, to be told it is not. */
  private static void rules(AuthorizeExchangeSpec exchanges) {
    exchanges.pathMatchers(HttpMethod.OPTIONS).permitAll();
    for (AccessRules.Rule rule : AccessRules.ALL) {
      admit(rule, exchanges.pathMatchers(rule.method(), rule.pattern()));
      if (HttpMethod.GET.equals(rule.method())) { // what answers GET answers HEAD, too
        admit(rule, exchanges.pathMatchers(HttpMethod.HEAD, rule.pattern()));
      }
    }
    exchanges.pathMatchers("/api/**").authenticated();
    exchanges.anyExchange().permitAll();
  }

  private static void admit(AccessRules.Rule rule, AuthorizeExchangeSpec.Access access) {
    if (rule.isOpen()) {
      access.permitAll();
    } else {
      access.hasAnyRole(rule.roles().stream().map(Role::name).toArray(String[]::new));
    }
  }

  /** Of two headers one would be believed by us and the other by a proxy: neither counts. */
  private static Mono<Authentication> onlyBearer(ServerWebExchange exchange) {
    return exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION).size() > 1
        ? Mono.error(new InvalidBearerTokenException("one Authorization header is enough"))
        : BEARER.convert(exchange);
  }

  private static Mono<AbstractAuthenticationToken> authentication(Jwt token) {
    List<SimpleGrantedAuthority> authorities =
        token.getClaimAsStringList("roles").stream()
            .map(role -> new SimpleGrantedAuthority(ROLE_PREFIX + role))
            .toList();
    return Mono.just(new JwtAuthenticationToken(token, authorities));
  }
}

package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class OriginsTest {
  @Test
  void aPageThatWeServedMayAndSoMayWhoIsNoBrowser() {
    Origins origins = new Origins(settings(null));
    assertThat(origins.allows("http://127.0.0.1:8080", "127.0.0.1:8080")).isTrue();
    assertThat(origins.allows("https://Custody.example", "custody.example")).isTrue();
    assertThat(origins.allows(null, "custody.example")).isTrue();
  }

  @Test
  void anybodyElsesMayNot() {
    Origins origins = new Origins(settings(null));
    for (String other :
        new String[] {
          "https://evil.example", "null", "", "*", "http://", "http://a b", "file:///x"
        }) {
      assertThat(origins.allows(other, "custody.example")).as(other).isFalse();
    }
    assertThat(origins.allows("https://custody.example", null)).isFalse();
  }

  @Test
  void whereItIsSaidWhatPeopleEnterAnotherNameThatLeadsHereIsNotOurs() {
    Origins origins = new Origins(settings(URI.create("https://custody.example/")));
    assertThat(origins.allows("https://custody.example", "10.0.0.7:8080")).isTrue();
    assertThat(origins.allows("http://localhost:8080", "localhost:8080")).isTrue();
    assertThat(origins.allows("http://rebound.evil.example", "rebound.evil.example")).isFalse();
    assertThat(origins.allows("http://custody.example", "custody.example")).isFalse();
  }

  @Test
  void theSettingsNameWholeOriginsAndNeverAll() {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      for (String wrong :
          new String[] {
            "*", "null", "", "custody.example", "https://a/", "https://*.a", "ftp://a"
          }) {
        assertThat(validator.validate(settings(null, wrong))).as(wrong).hasSize(1);
      }
      assertThat(validator.validate(settings(null, "https://a.example:8443", "http://[::1]:80")))
          .isEmpty();
    }
  }

  @Test
  void theSettingsNameAWholeAddressThatPeopleEnter() {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      for (String wrong :
          new String[] {"custody.example", "/console", "ftp://a", "https://b\u00fcro.example"}) {
        assertThat(validator.validate(settings(URI.create(wrong)))).as(wrong).hasSize(1);
      }
      for (String whole :
          new String[] {
            "https://custody.example", "https://xn--bro-hoa.example/", "http://[::1]:80"
          }) {
        assertThat(validator.validate(settings(URI.create(whole)))).as(whole).isEmpty();
      }
    }
  }

  @Test
  void onlyWhereTlsIsABrowserIsToldToKeepToIt() {
    assertThat(toldToKeepToTls(null, "http://127.0.0.1:8080/")).isFalse();
    assertThat(toldToKeepToTls(URI.create("http://custody.example"), "http://a/")).isFalse();
    assertThat(toldToKeepToTls(URI.create("https://custody.example"), "http://a/")).isTrue();
    assertThat(toldToKeepToTls(null, "https://127.0.0.1:8443/")).isTrue();
  }

  private static boolean toldToKeepToTls(@Nullable URI publicUrl, String asked) {
    MockServerWebExchange exchange =
        MockServerWebExchange.from(MockServerHttpRequest.get(asked).build());
    new SecurityHeaders(settings(publicUrl))
        .filter(exchange, passed -> passed.getResponse().setComplete())
        .block();
    return exchange.getResponse().getHeaders().containsHeader(SecurityHeaders.TLS_ONLY);
  }

  private static SecuritySettings settings(@Nullable URI publicUrl, String... allowedOrigins) {
    return new SecuritySettings(
        Path.of("unused"),
        Path.of("unused"),
        Duration.ofMinutes(5),
        "holdfast",
        "holdfast",
        List.of(allowedOrigins),
        30,
        10,
        null,
        null,
        publicUrl);
  }
}

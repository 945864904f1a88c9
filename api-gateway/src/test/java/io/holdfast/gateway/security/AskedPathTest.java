package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

/** One address has one spelling, for limits, origins and keys of idempotency alike. */
class AskedPathTest {
  @ParameterizedTest
  @CsvSource({
    "/api/rails, /api/rails, true",
    "/%61pi/rails, /api/rails, true",
    "/api;x=1/rails;y=2, /api/rails, true",
    "/api/orders/order%3A1, /api/orders/order:1, true",
    "/api/orders/order:1, /api/orders/order:1, true",
    "/api/orders/a%2Fb, /api/orders/a%2Fb, true",
    "/api/orders/a%20b, /api/orders/a%20b, true",
    "/api%2Frails, /api%2Frails, false",
    "/apis/rails, /apis/rails, false",
    "/, /, false"
  })
  void isSpeltInOneWay(String asked, String path, boolean ofApi) {
    MockServerHttpRequest request =
        MockServerHttpRequest.method(HttpMethod.GET, URI.create(asked)).build();

    assertThat(AskedPath.of(request)).isEqualTo(path);
    assertThat(AskedPath.isOfApi(request)).isEqualTo(ofApi);
  }
}

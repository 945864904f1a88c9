package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.bus.Answers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Somebody with tokens, at the doors of a gateway. */
final class Client {
  private final GatewayHarness gateway;
  private final Map<String, String> headers = new HashMap<>();
  private @Nullable String cookie;

  Client(GatewayHarness gateway) {
    this.gateway = gateway;
  }

  /** What the door said. */
  record Said(
      int status, JsonNode body, @Nullable ResponseCookie cookie, @Nullable String logIndex) {
    Said expect(int wanted) {
      assertThat(status).as(body.toString()).isEqualTo(wanted);
      return this;
    }

    void refused(int wanted, String code) {
      expect(wanted);
      assertThat(text("code")).isEqualTo(code);
    }

    String text(String field) {
      return body.path(field).asString();
    }
  }

  Client with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Client showing(@Nullable String refreshCookie) {
    cookie = refreshCookie;
    return this;
  }

  /** With the access token of who was just let in. */
  Client as(Said signedIn) {
    return with("Authorization", "Bearer " + signedIn.text("accessToken"));
  }

  Said signIn(String name) {
    return post(
            "/api/auth/login",
            Map.of("email", name + "@sandbox.test", "password", gateway.password()))
        .expect(200);
  }

  /** As the fake's wallets answer: by address, and the nonce at the challenge's end. */
  Said signInByWallet(String address) {
    Said asked =
        post("/api/auth/wallet/challenge", Map.of("kind", "EVM", "address", address)).expect(200);
    String message = asked.text("message");
    String answer = "signed by " + address + " " + message.substring(message.lastIndexOf(' ') + 1);
    Said proven =
        post(
                "/api/auth/wallet/verify",
                Map.of("sessionId", asked.text("sessionId"), "answer", answer))
            .expect(200);
    return post("/api/auth/wallet/connect", Map.of("connectToken", proven.text("connectToken")))
        .expect(200);
  }

  Said post(String path, Map<String, ?> body) {
    return send(HttpMethod.POST, path, body);
  }

  Said get(String path) {
    return send(HttpMethod.GET, path, null);
  }

  Said delete(String path) {
    return send(HttpMethod.DELETE, path, null);
  }

  private Said send(HttpMethod method, String path, @Nullable Map<String, ?> body) {
    WebTestClient.RequestBodySpec request = gateway.web().method(method).uri(path);
    headers.forEach(request::header);
    if (cookie != null) {
      request.cookie(RefreshCookie.NAME, cookie);
    }
    if (body != null) {
      request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
    }
    EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
    byte[] bytes = result.getResponseBody();
    String text = bytes == null ? "{}" : new String(bytes, StandardCharsets.UTF_8);
    return new Said(
        result.getStatus().value(),
        DoorJson.mapper().readTree(text),
        result.getResponseCookies().getFirst(RefreshCookie.NAME),
        result.getResponseHeaders().getFirst(Answers.LOG_INDEX));
  }
}

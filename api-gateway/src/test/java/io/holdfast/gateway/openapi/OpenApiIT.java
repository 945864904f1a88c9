package io.holdfast.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.security.AccessRules;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class OpenApiIT {
  private static GatewayHarness gateway;
  private static JsonNode description;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    byte[] body =
        gateway
            .web()
            .get()
            .uri("/v3/api-docs")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    description = DoorJson.mapper().readTree(body);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void everyEndpointIsDescribedAndNoOther() {
    assertThat(description.path("openapi").asString()).startsWith("3.1");
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        described.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
      }
    }
    assertThat(described)
        .isEqualTo(
            AccessRules.ALL.stream()
                .map(rule -> rule.method() + " " + rule.pattern())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyOperationSaysWhatItDoesAndHowItFails() {
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          JsonNode operation = method.getValue();
                          String name = method.getKey() + " " + path.getKey();
                          assertThat(operation.path("summary").asString()).as(name).isNotBlank();
                          assertThat(operation.path("description").asString())
                              .as(name)
                              .isNotBlank();
                        }));
  }

  @Test
  void whatNeedsAKeySaysSoAndNothingElse() {
    assertThat(AccessRules.ALL)
        .filteredOn(rule -> rule.method().equals(HttpMethod.POST))
        .allSatisfy(
            rule ->
                assertThat(
                        description
                            .path("paths")
                            .path(rule.pattern())
                            .path("post")
                            .path("parameters")
                            .toString()
                            .contains("Idempotency-Key"))
                    .as(rule.pattern())
                    .isEqualTo(rule.needsKey()));
  }

  @Test
  void aWithdrawalIsDescribedWithItsKeyItsExamplesAndItsRefusals() {
    JsonNode post = description.path("paths").path("/api/withdrawals").path("post");
    assertThat(post.path("responses").path("422").path("description").asString())
        .contains("INSUFFICIENT_FUNDS");
    assertThat(post.at("/responses/422/content/application~1problem+json/schema/$ref").asString())
        .endsWith("/Problem");
    assertThat(post.path("parameters").toString())
        .contains("Idempotency-Key", "X-Wait-For-Index")
        .doesNotContain("\"ask\"");
    assertThat(description.at("/components/schemas/NewWithdrawal/properties/amount").toString())
        .contains("200000");
    assertThat(description.at("/components/schemas/Problem/properties/code").isMissingNode())
        .isFalse();
  }

  @Test
  void whatAnAccountHasAndWhatAWalletHasAreDescribedApart() {
    assertThat(description.at("/components/schemas/Balance/properties").propertyNames())
        .contains("available", "posted");
    assertThat(description.at("/components/schemas/WalletBalance/properties").propertyNames())
        .contains("amount", "height", "readAtMillis");
  }

  @Test
  void thePageIsServedByUs() {
    gateway
        .web()
        .get()
        .uri("/swagger-ui.html")
        .exchange()
        .expectStatus()
        .is3xxRedirection()
        .expectBody();
    gateway
        .web()
        .get()
        .uri("/swagger-ui/index.html")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueMatches("Content-Security-Policy", ".*default-src 'self'.*'unsafe-inline'.*")
        .expectBody(String.class)
        .value(page -> assertThat(page).doesNotContain("https://"));
  }
}

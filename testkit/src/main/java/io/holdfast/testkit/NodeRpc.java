package io.holdfast.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A test's own line to its node, for the calls that the product never makes. Deliberately not the
 * product's client, which is what these tests are about.
 */
final class NodeRpc {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final @Nullable String authorization;

  private NodeRpc(URI url, @Nullable String authorization) {
    this.url = url;
    this.authorization = authorization;
  }

  /** A node that lets everybody in. */
  static NodeRpc open(URI url) {
    return new NodeRpc(url, null);
  }

  static NodeRpc withPassword(URI url, String user, String password) {
    String pair = user + ":" + password;
    return new NodeRpc(url, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  /**
   * @throws NodeRefused when the node says no
   * @throws UncheckedIOException when it is not there
   */
  JsonNode call(String method, Object... params) {
    Map<String, Object> question =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", Arrays.asList(params));
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)));
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    HttpRequest request = builder.build();
    try {
      JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
      if (answer.hasNonNull("error")) {
        JsonNode error = answer.get("error");
        throw new NodeRefused(error.path("code").asInt(0), error.path("message").asString(""));
      }
      return answer.path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + method, e);
    }
  }
}

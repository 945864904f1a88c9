package io.holdfast.chain.sandbox;

import io.holdfast.chain.rpc.NodeEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a node without the client that is under test. */
final class RawRpc {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RawRpc() {}

  static JsonNode call(NodeEndpoint endpoint, String method, Object... params) {
    Map<String, Object> question =
        Map.of("id", 1, "method", method, "params", Arrays.asList(params));
    return JSON.readTree(post(endpoint, JSON.writeValueAsString(question)).body());
  }

  static HttpResponse<String> post(NodeEndpoint endpoint, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.url())
            .header("Authorization", endpoint.credentials().authorization().orElseThrow())
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

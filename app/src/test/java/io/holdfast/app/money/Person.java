package io.holdfast.app.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the REST door. */
public final class Person {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String url;
  private @Nullable String token;

  private Person(String url) {
    this.url = url;
  }

  static Person signIn(String url, String email, String password) {
    Person person = new Person(url);
    JsonNode answer = person.post("/api/auth/login", Map.of("email", email, "password", password));
    person.token = answer.get("accessToken").asString();
    return person;
  }

  /** Somebody who is in by a token, or by none. */
  static Person by(String url, @Nullable String accessToken) {
    Person person = new Person(url);
    person.token = accessToken;
    return person;
  }

  public JsonNode get(String path) {
    return ok(send(request(path).GET()));
  }

  /** What is no JSON, into a file. */
  Path download(String path, Path file) throws IOException, InterruptedException {
    HttpResponse<Path> response =
        HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofFile(file));
    assertThat(response.statusCode()).isEqualTo(200);
    return file;
  }

  public JsonNode post(String path, Map<String, ?> body) {
    return ok(send(posting(path, body)));
  }

  public JsonNode put(String path, Map<String, ?> body) {
    return ok(send(putting(path, body)));
  }

  /** The stable code with which this is refused. */
  public String refusal(String path, Map<String, ?> body) {
    String outcome = outcome(path, body);
    if (outcome.equals("OK")) {
      throw new AssertionError(path + " was not refused");
    }
    return outcome;
  }

  /** The stable code with which reading this is refused. */
  public String refusal(String path) {
    return outcome(send(request(path).GET()));
  }

  /** "OK", or the stable code with which this is refused. */
  String outcomeOfDelete(String path) {
    return outcome(send(request(path).DELETE()));
  }

  /** "OK", or the stable code with which this is refused. */
  String outcomeOfPut(String path, Map<String, ?> body) {
    return outcome(send(putting(path, body)));
  }

  private HttpRequest.Builder putting(String path, Map<String, ?> body) {
    return request(path)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  /** Sends a text as the bytes of a file. */
  JsonNode upload(String path, String text) {
    return ok(
        send(
            request(path)
                .header("Content-Type", "text/plain")
                .header("X-File-Name", "proof.txt")
                .POST(BodyPublishers.ofString(text))));
  }

  /** "OK", or the stable code with which this is refused. */
  String outcome(String path, Map<String, ?> body) {
    return outcome(send(posting(path, body)));
  }

  private static String outcome(HttpResponse<String> response) {
    return response.statusCode() < 400
        ? "OK"
        : JSON.readTree(response.body()).get("code").asString();
  }

  private HttpRequest.Builder posting(String path, Map<String, ?> body) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static JsonNode ok(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new AssertionError(
          response.request().uri() + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

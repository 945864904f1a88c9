package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.GatewayHarness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Brings files to a gateway, and has them again, as anybody would. */
final class ContentClient {
  /** A picture of one pixel. */
  static final byte[] PNG =
      HexFormat.of()
          .parseHex(
              "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
                  + "0000000c49444154089963f8cfc0000003010100c9fe92ef0000000049454e44ae426082");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final GatewayHarness gateway;

  ContentClient(GatewayHarness gateway) {
    this.gateway = gateway;
  }

  /** Further headers are names and values in turn. */
  HttpResponse<byte[]> upload(String person, byte[] bytes, String type, String... headers) {
    return upload(person, BodyPublishers.ofByteArray(bytes), type, headers);
  }

  HttpResponse<byte[]> upload(String person, BodyPublisher body, String type, String... headers) {
    HttpRequest.Builder request = request(person, "/api/ipfs/upload", headers).POST(body);
    return send(type.isEmpty() ? request : request.header("Content-Type", type));
  }

  /** Of plain text, to an address that says for which order. */
  HttpResponse<byte[]> uploadTo(String person, String path, byte[] bytes, String... headers) {
    return send(
        request(person, path, headers)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  /** The CID of what was taken in. */
  String uploaded(String person, byte[] bytes, String type, String... headers) {
    HttpResponse<byte[]> answer = upload(person, bytes, type, headers);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    return json(answer).path("cid").asString();
  }

  HttpResponse<byte[]> get(String person, String path, String... headers) {
    return send(request(person, path, headers).GET());
  }

  HttpResponse<byte[]> head(String person, String path) {
    return send(request(person, path).HEAD());
  }

  static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(json(answer).path("code").asString()).isEqualTo(code);
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    return DoorJson.mapper().readTree(answer.body());
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), UTF_8);
  }

  /** So many bytes of nothing, made while they are sent. */
  static BodyPublisher zeros(long count) {
    return BodyPublishers.ofInputStream(
        () ->
            new InputStream() {
              private long left = count;

              @Override
              public int read() {
                return left-- > 0 ? 0 : -1;
              }

              @Override
              public int read(byte[] into, int offset, int length) {
                if (left <= 0) {
                  return -1;
                }
                int taken = (int) Math.min(left, length);
                left -= taken;
                return taken;
              }
            });
  }

  private HttpRequest.Builder request(String person, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + gateway.token(person));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError("the connection broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.DoorJson;
import io.holdfast.gateway.content.unixfs.Chunking;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps bytes on an IPFS node, pinned, by Kubo's HTTP API. What it calls them must be what we call
 * them, else they are not kept: a name that two see differently is none. The node must be private:
 * whoever reaches it reads everything, and nobody asks it who may.
 *
 * @see <a href="https://docs.ipfs.tech/reference/kubo/rpc/">Kubo's RPC API</a>
 */
final class KuboStore implements ContentStore {
  private static final Logger LOG = LoggerFactory.getLogger(KuboStore.class);
  private static final String BOUNDARY = "----holdfast-content";
  private static final String PART =
      """
      --%s\r
      Content-Disposition: form-data; name="file"; filename="content"\r
      Content-Type: application/octet-stream\r
      \r
      """
          .formatted(BOUNDARY);
  private static final int MOST_ANSWERED = 64 * 1024;
  private static final int OK = 200;

  private final HttpClient http;
  private final ContentSettings.Kubo settings;
  private final URI api;
  private final Chunking chunking;
  private final Contents contents;

  KuboStore(
      HttpClient http,
      ContentSettings.Kubo settings,
      URI api,
      Chunking chunking,
      Contents contents) {
    this.http = http;
    this.settings = settings;
    this.api = api;
    this.chunking = chunking;
    this.contents = contents;
  }

  @Override
  public Place place() {
    return Place.KUBO;
  }

  @Override
  public void keep(Spooled content) {
    String theirs = added(content);
    if (!theirs.equals(content.cid().value())) {
      LOG.error("Kubo calls {} what is {}: it cuts or hashes otherwise", theirs, content.cid());
      unpin(theirs);
      throw unavailable();
    }
    contents.add(content, Place.KUBO);
  }

  @Override
  public InputStream read(Cid cid, long from, long length) {
    HttpResponse<InputStream> answer =
        ask("cat?arg=%s&offset=%d&length=%d".formatted(cid, from, length), nothing(), null);
    if (answer.statusCode() != OK) {
      throw refused(answer);
    }
    return answer.body();
  }

  @Override
  public void drop(Cid cid) {
    unpin(cid.value());
  }

  private String added(Spooled content) {
    try {
      BodyPublisher form =
          BodyPublishers.concat(
              BodyPublishers.ofString(PART),
              BodyPublishers.ofFile(content.file()),
              BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
      HttpResponse<InputStream> answer =
          ask(
              "add?cid-version=1&raw-leaves=true&hash=sha2-256&pin=true&progress=false&chunker=size-"
                  + chunking.bytes(),
              form,
              "multipart/form-data; boundary=" + BOUNDARY);
      if (answer.statusCode() != OK) {
        throw refused(answer);
      }
      return nameIn(answer);
    } catch (IOException | JacksonException e) {
      throw away(e);
    }
  }

  /** A line of JSON for each thing that was added; ours is the one. */
  private static String nameIn(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      List<String> lines =
          new String(body.readNBytes(MOST_ANSWERED), UTF_8)
              .lines()
              .filter(l -> !l.isBlank())
              .toList();
      return lines.isEmpty()
          ? "nothing"
          : DoorJson.mapper().readTree(lines.getLast()).path("Hash").asString("nothing");
    }
  }

  /** Best effort: what stays pinned costs room, and is named by no row. */
  private void unpin(String cid) {
    try {
      HttpResponse<InputStream> answer = ask("pin/rm?arg=" + cid, nothing(), null);
      answer.body().close();
      if (answer.statusCode() != OK) {
        LOG.warn("Kubo keeps {} pinned: it answered {}", cid, answer.statusCode());
      }
    } catch (IOException | Rejection e) {
      LOG.warn("Kubo keeps {} pinned", cid, e);
    }
  }

  private HttpResponse<InputStream> ask(String command, BodyPublisher body, @Nullable String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve("/api/v0/" + command))
            .timeout(settings.timeout())
            .POST(body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (settings.authorization() != null) {
      request.header("Authorization", settings.authorization());
    }
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away(e);
    }
  }

  private static BodyPublisher nothing() {
    return BodyPublishers.noBody();
  }

  private static Rejection refused(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      LOG.error(
          "Kubo answered {}: {}",
          answer.statusCode(),
          new String(body.readNBytes(200), UTF_8).replaceAll("[^\\x20-\\x7e]", " "));
      return unavailable();
    } catch (IOException e) {
      return away(e);
    }
  }

  private static Rejection away(Exception failure) {
    LOG.error("Kubo does not answer", failure);
    return unavailable();
  }

  private static Rejection unavailable() {
    return new Rejection(
        ErrorCode.CONTENT_UNAVAILABLE, "What keeps content does not answer. Try again.");
  }
}
